package dev.fer.search.run;

import dev.fer.search.ChildJvm;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.run.worker.ProcessExecutor;
import dev.fer.search.run.worker.WorkerLoop;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.util.Map;

/** Main of a child process that runs, or goes on with, one search in a store, to be killed at any moment. */
public final class SearchMain {
    private SearchMain() {}

    /** The search: TPE after a few random trials, a pruner, an enqueued and a twice enqueued configuration. */
    static SearchDefinition definition() {
        return Searches.plain("""
                , "budget": {"trials": 16},
                "enqueue": [{"n": 2}, {"x": 0.75, "n": 1}, {"x": 0.75, "n": 1}],
                "sampler": {"type": "tpe", "startup_trials": 4},
                "pruner": {"type": "median", "warmup_epochs": 2, "startup_trials": 3}
                """);
    }

    static SearchOutcome run(Path file, TrialExecutor executor, SearchListener listener) {
        try (TrialStore store = TrialStores.open(file);
                executor) {
            return new SearchRunner(Study.open(store, definition()), executor, RunOptions.DEFAULT, listener).run();
        }
    }

    /** Arguments: the store's file, the milliseconds of a step, and {@code threads} or {@code processes}. */
    public static void main(String[] arguments) {
        SteppedObjective objective = new SteppedObjective(10, Integer.parseInt(arguments[1]));
        TrialExecutor executor = arguments[2].equals("threads")
                ? new InProcessExecutor(objective)
                : ProcessExecutor.longLived(ChildJvm.command(Worker.class, arguments[1]), Map.of());
        System.out.println("begun");
        run(Path.of(arguments[0]), executor, SearchListener.NONE);
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
