package dev.fer.search.run;

import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.TrialStore;
import java.util.List;
import java.util.Map;

/** All of a trial that must not depend on interruptions or on speed. */
record Told(
        int number,
        TrialState state,
        Configuration configuration,
        long seed,
        Map<String, Double> metrics,
        Map<String, String> attributes,
        List<Map<String, Double>> reports) {

    static Told of(TrialStore store, long study, Trial trial) {
        return new Told(
                trial.number(),
                trial.state(),
                trial.configuration().orElseThrow(),
                trial.seed(),
                trial.metrics(),
                trial.attributes(),
                store.reports(study, trial.number()).stream()
                        .map(Report::metrics)
                        .toList());
    }
}
