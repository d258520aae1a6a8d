package dev.fer.cli.command;

import dev.fer.models.backend.Backend;
import dev.fer.search.Objective;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.run.worker.WorkerLoop;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fer worker}: what a search starts for each of its slots; it trains the trials that arrive on stdin. */
@Command(name = "worker", hidden = true, description = "Train trials that arrive on stdin; started by 'fer search'.")
final class WorkerCommand implements Runnable {
    @Mixin
    private StoreOptions store = new StoreOptions();

    @Mixin
    private DataOptions dataOptions = new DataOptions();

    @Option(names = "--study", required = true, paramLabel = "NAME")
    private @Nullable String study;

    @Option(names = "--data", required = true, paramLabel = "PATH")
    private Path faces = Path.of("");

    @Option(names = "--threads", required = true, paramLabel = "N")
    private int threads = 1;

    @Override
    public void run() {
        SearchDefinition definition =
                store.read(opened -> store.study(opened, study).definition());
        Backend.useThreads(threads);
        Objective objective = Executors.objective(definition, faces, dataOptions);
        WorkerLoop.serve(objective);
    }
}
