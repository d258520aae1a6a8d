package dev.fer.search.run;

import dev.fer.search.ChildJvm;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.run.worker.ProcessExecutor;
import dev.fer.search.run.worker.WorkerLoop;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Main of a child process that runs, or goes on with, one search in a store, to be killed at any moment. */
public final class SearchMain {
    /** A search whose every trial depends on all earlier ones: TPE after a few random trials, a pruner, enqueued twins. */
    static final SearchDefinition LEARNING = Searches.plain("""
            , "budget": {"trials": 16},
            "enqueue": [{"n": 2}, {"x": 0.75, "n": 1}, {"x": 0.75, "n": 1}],
            "sampler": {"type": "tpe", "startup_trials": 4},
            "pruner": {"type": "median", "warmup_epochs": 2, "startup_trials": 3}
            """);

    /** A search of which no trial depends on another one. */
    static final SearchDefinition INDEPENDENT =
            Searches.plain(", \"budget\": {\"trials\": 16}, \"sampler\": {\"type\": \"random\"}");

    private SearchMain() {}

    /** Runs a search; with several workers in ordered mode. */
    static SearchOutcome run(
            Path file, SearchDefinition search, TrialExecutor executor, int workers, SearchListener listener) {
        RunOptions options = RunOptions.DEFAULT.withWorkers(workers).withOrdered(workers > 1);
        try (TrialStore store = TrialStores.open(file);
                executor) {
            return new SearchRunner(Study.open(store, search), executor, options, listener).run();
        }
    }

    /**
     * Says {@code begun} and, at the first report, {@code reported}. Arguments: the store's file, {@code learning} or {@code
     * independent}, the milliseconds of a step, {@code threads} or {@code processes}, the number of workers, and in the middle of
     * which checkpoint to end (0 for never).
     */
    public static void main(String[] arguments) {
        SteppedObjective objective = new SteppedObjective(
                10, Integer.parseInt(arguments[2]), new AtomicInteger(Integer.parseInt(arguments[5])));
        TrialExecutor executor = arguments[3].equals("threads")
                ? new InProcessExecutor(objective)
                : ProcessExecutor.longLived(ChildJvm.command(Worker.class, arguments[2]), Map.of());
        System.out.println("begun");
        SearchListener sayer = new SearchListener() {
            @Override
            public void reported(Trial trial, Report report) {
                System.out.println("reported");
            }
        };
        SearchDefinition search = arguments[1].equals("learning") ? LEARNING : INDEPENDENT;
        run(Path.of(arguments[0]), search, executor, Integer.parseInt(arguments[4]), sayer);
    }

    /** Main of the worker processes. */
    public static final class Worker {
        private Worker() {}

        /** Serves until the parent is gone. */
        public static void main(String[] arguments) {
            WorkerLoop.serve(new SteppedObjective(10, Integer.parseInt(arguments[0])));
        }
    }
}
