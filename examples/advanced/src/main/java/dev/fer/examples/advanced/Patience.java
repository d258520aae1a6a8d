package dev.fer.examples.advanced;

import dev.fer.search.Trial;
import dev.fer.search.TrialContext;
import dev.fer.search.TrialPrunedException;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.run.RunOptions;
import dev.fer.search.run.SearchListener;
import dev.fer.search.run.SearchOutcome;
import dev.fer.search.run.Study;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.util.Map;

/**
 * Rolls down a valley, gives up what begins too high, and ends once nothing better was found for a while. Arguments: a
 * search file and a store's file.
 */
public final class Patience {
    private Patience() {}

    /** Runs or resumes the search. */
    public static void main(String[] arguments) {
        SearchOutcome outcome = search(Path.of(arguments[0]), Path.of(arguments[1]));
        System.out.println(outcome.message() + "; the best: " + outcome.best().orElseThrow());
    }

    static SearchOutcome search(Path searchFile, Path storeFile) {
        try (TrialStore store = TrialStores.open(storeFile)) {
            Study study = Study.open(store, SearchDefinitions.read(searchFile));
            SearchListener patience = new SearchListener() {
                @Override
                public void trialFinished(Trial trial) {
                    int best = study.best().map(Trial::number).orElse(trial.number());
                    if (trial.number() - best >= 6) {
                        study.requestStop();
                    }
                }
            };
            return study.optimize(Patience::roll, RunOptions.DEFAULT, patience);
        }
    }

    private static Map<String, Double> roll(TrialContext trial) {
        double height = height(trial.configuration());
        for (int step = 1; step <= 5; step++) {
            height *= 0.9;
            if (trial.report(step, Map.of("height", height)).stops()) {
                break;
            }
            if (height > 20) {
                throw new TrialPrunedException("above 20 after step " + step);
            }
        }
        return Map.of("height", height);
    }

    private static double height(Configuration at) {
        return Math.pow(at.getDouble("x") - 1, 2) + Math.pow(at.getDouble("y") + 2, 2);
    }
}
