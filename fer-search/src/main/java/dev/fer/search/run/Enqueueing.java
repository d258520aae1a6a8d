package dev.fer.search.run;

import dev.fer.search.Trial;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.SearchSpace;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStateException;
import dev.fer.search.store.TrialStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people want tried before anything that a sampler suggests. */
final class Enqueueing {
    private Enqueueing() {}

    /** Checks all configurations before any is queued: one that cannot be would cost a trial later. */
    static List<Integer> enqueue(TrialStore store, StudyRecord study, List<Configuration> configurations) {
        SearchSpace space = study.definition().space();
        List<String> problems = configurations.stream()
                .flatMap(configuration -> space.problemsOfPart(configuration).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        List<Configuration> wanted =
                configurations.stream().map(space::normalise).toList();
        return store.enqueue(study.id(), wanted, Map.of());
    }

    static int retry(TrialStore store, StudyRecord study, int number) {
        Optional<Trial> trial = store.trial(study.id(), number);
        Configuration configuration = trial.filter(found -> found.state().isFinished())
                .flatMap(Trial::configuration)
                .orElseThrow(() -> new TrialStateException(number, trial.map(Trial::state)));
        Map<String, String> attributes = Map.of(Standings.RETRY_OF, Integer.toString(number));
        return store.enqueue(study.id(), List.of(configuration), attributes).get(0);
    }
}
