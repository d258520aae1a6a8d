package dev.fer.search.run;

import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.store.Outcome;
import dev.fer.search.store.TrialStore;
import java.util.Map;
import java.util.Optional;

/** What was evaluated is not evaluated again, unless repeats are wanted: the trial takes over its twin's result. */
final class Twins {
    private final TrialStore store;
    private final long study;
    private final OpenTrials open;

    Twins(TrialStore store, long study, OpenTrials open) {
        this.store = store;
        this.study = study;
        this.open = open;
    }

    private Optional<Trial> twin(Trial trial, Standings standings) {
        return Standings.isWantedAgain(trial)
                ? Optional.empty()
                : trial.configuration().flatMap(standings::twin).flatMap(number -> store.trial(study, number));
    }

    /** Ends an open trial that has a twin with the twin's result, and tells whether it had one. */
    boolean end(Trial trial, Standings standings) {
        Optional<Trial> twin = twin(trial, standings);
        twin.ifPresent(found -> {
            // With the first report it says whose they are: the search may be killed between two of them.
            Map<String, String> origin = Map.of(Standings.DUPLICATE_OF, Integer.toString(found.number()));
            store.reports(study, found.number()).forEach(report -> store.report(study, trial.number(), report, origin));
            Outcome outcome = found.state() == TrialState.COMPLETE
                    ? new Outcome.Complete(found.metrics())
                    : new Outcome.Pruned("as trial " + found.number());
            open.finish(trial.number(), outcome, origin);
        });
        return twin.isPresent();
    }
}
