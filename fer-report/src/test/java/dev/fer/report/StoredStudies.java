package dev.fer.report;

import dev.fer.report.FakeStudies.Fake;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.store.Outcome;
import dev.fer.search.store.Owner;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Runs made-up trials through a store. */
public final class StoredStudies {
    private StoredStudies() {}

    /** Creates a study and runs all its trials. */
    public static StudyRecord fill(TrialStore store, Fake fake) {
        StudyRecord study = store.create(fake.study().definition(), fake.study().provenance());
        for (Trial trial : fake.trials()) {
            run(store, study, fake, trial.number());
        }
        return study;
    }

    /** Runs the next trial as one of a made-up study went. */
    public static void run(TrialStore store, StudyRecord study, Fake fake, int like) {
        Trial trial = fake.trials().get(like);
        int number = start(store, study, trial);
        fake.reports().getOrDefault(like, List.of()).forEach(report -> store.report(study.id(), number, report));
        store.finish(study.id(), number, outcome(trial), trial.attributes());
    }

    /** Starts the next trial with the parameters of another one and returns its number. */
    public static int start(TrialStore store, StudyRecord study, Trial trial) {
        int number = store.claim(study.id(), Owner.current(), OptionalInt.empty())
                .orElseThrow()
                .number();
        store.assign(study.id(), number, trial.configuration().orElseThrow(), Map.of());
        return number;
    }

    private static Outcome outcome(Trial trial) {
        if (trial.failure().isPresent()) {
            return new Outcome.Failed(trial.failure().get());
        }
        return trial.state() == TrialState.PRUNED
                ? new Outcome.Pruned("worse than the median")
                : new Outcome.Complete(trial.metrics());
    }
}
