package dev.fer.examples.search;

import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.run.SearchOutcome;
import dev.fer.search.run.Study;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.util.Map;

/**
 * Finds the lowest point of a valley with TPE. Kill it whenever you like and run it again: it goes on where it was.
 * Arguments: a search file and a store's file.
 */
public final class Valley {
    private Valley() {}

    /** Runs or resumes the search. */
    public static void main(String[] arguments) {
        SearchOutcome outcome = search(Path.of(arguments[0]), Path.of(arguments[1]));
        System.out.println(outcome.message() + "; the best: "
                + outcome.best().orElseThrow().requireConfiguration());
    }

    static SearchOutcome search(Path searchFile, Path storeFile) {
        try (TrialStore store = TrialStores.open(storeFile)) {
            Study study = Study.open(store, SearchDefinitions.read(searchFile));
            return study.optimize(trial -> Map.of("height", height(trial.configuration())));
        }
    }

    static double height(Configuration at) {
        double x = at.getDouble("x");
        double y = at.getDouble("y");
        double damping = at.getDouble("damping", 0.5);
        return Math.pow(x - 1, 2) + Math.pow(y + 2, 2) + Math.abs(Math.log10(damping) + 2);
    }
}
