package dev.fer.search.run;

import dev.fer.search.definition.ComponentException;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.pruner.Pruners;
import dev.fer.search.pruner.Scheduler;
import dev.fer.search.sampler.Samplers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a search is run; what is searched, and for how long, is in its definition.
 *
 * @param workers how many trials run at once
 * @param ordered whether suggestions and judgements depend on trial numbers only and never on the speed of trials, so that
 *     a search with several workers can be repeated and resumed exactly; it waits more
 * @param files the folder under which each trial has its directory, {@code <study>/<number>}; empty for a folder beside
 *     the store's file, named like it with {@code -files} at its end
 * @param keepBest of how many best trials the checkpoints are kept
 */
public record RunOptions(int workers, boolean ordered, Optional<Path> files, int keepBest) {
    /** One worker, files beside the store, the checkpoints of the best three trials. */
    public static final RunOptions DEFAULT = new RunOptions(1, false, Optional.empty(), 3);

    /** Checks the numbers. */
    public RunOptions {
        if (workers < 1 || keepBest < 0) {
            throw new IllegalArgumentException(
                    "at least one worker and no negative number of kept trials, found " + workers + " and " + keepBest);
        }
    }

    /** Returns these options with another number of workers. */
    public RunOptions withWorkers(int number) {
        return new RunOptions(number, ordered, files, keepBest);
    }

    /** Returns these options in ordered mode, or not. */
    public RunOptions withOrdered(boolean wanted) {
        return new RunOptions(workers, wanted, files, keepBest);
    }

    /**
     * Makes sure that a search can run so, before anything of it is stored.
     *
     * @throws ComponentException if the mode is ordered, there are several workers, and sampler or pruner pause trials
     */
    public void requireFor(SearchDefinition definition) {
        if (ordered && workers > 1 && Samplers.create(definition) instanceof Scheduler) {
            throw unordered(definition.sampler());
        }
        if (ordered && workers > 1 && Pruners.create(definition) instanceof Scheduler) {
            throw unordered(definition.pruner());
        }
    }

    static ComponentException unordered(SearchDefinition.Component scheduler) {
        return new ComponentException(
                scheduler.type(),
                List.of(),
                "what is paused and promoted depends on the speed of trials: with several workers there is no ordered"
                        + " mode of it",
                "leave out the ordered mode, or use one worker");
    }

    /** Returns these options with another folder for trials' directories. */
    public RunOptions withFiles(Path folder) {
        return new RunOptions(workers, ordered, Optional.of(folder), keepBest);
    }
}
