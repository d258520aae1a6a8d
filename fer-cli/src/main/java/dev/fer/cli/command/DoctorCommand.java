package dev.fer.cli.command;

import dev.fer.cli.output.OutputOptions;
import dev.fer.cli.output.Rows;
import dev.fer.cli.program.Settings;
import dev.fer.cli.program.Version;
import dev.fer.data.ReadOptions;
import dev.fer.models.backend.Backend;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code fer doctor}: what this machine offers to a training, and what to change. */
@Command(
        name = "doctor",
        description = "Tell which backend, threads, BLAS and memory are in use, and what to change.",
        footer = {"%nExample: fer doctor -o json"})
final class DoctorCommand implements Runnable {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private FerCommand fer;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public void run() {
        Runtime machine = Runtime.getRuntime();
        Map<String, String> environment = System.getenv();
        String waiting = environment.getOrDefault("OMP_WAIT_POLICY", "unset");
        Rows.Builder rows = Rows.of("what", "value", "advice")
                .row("fer", Version.text(), "")
                .row("java", Runtime.version().toString(), "")
                .row("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"), "")
                .row("processors", machine.availableProcessors(), "")
                .row("heap_limit_mb", machine.maxMemory() >> 20, "")
                .row("cache", cache(environment), "set FER_CACHE to move it")
                .row(
                        "omp_wait_policy",
                        waiting,
                        waiting.equalsIgnoreCase("passive")
                                ? ""
                                : "start with OMP_WAIT_POLICY=passive, as bin/fer does: dense layers train twice as fast");
        workers(rows, RunOptionsMixin.workers(fer.settings()).orElse(machine.availableProcessors()));
        backend(rows);
        output.write(rows.build());
    }

    private String cache(Map<String, String> environment) {
        return fer.settings()
                .find("cache")
                .map(Settings.Setting::value)
                .orElseGet(
                        () -> ReadOptions.defaults().cacheDirectory(environment).toString());
    }

    private static void workers(Rows.Builder rows, int workers) {
        WorkerResources share = WorkerResources.divide(workers);
        rows.row("workers", workers, "change with --workers")
                .row("worker_threads", share.threads(), "")
                .row("worker_heap_mb", share.heapBytes() >> 20, "")
                .row("worker_native_mb", share.nativeBytes() >> 20, "");
    }

    private static void backend(Rows.Builder rows) {
        try {
            Backend backend = Backend.current();
            rows.row("backend", backend.name(), "")
                    .row("blas", backend.blas(), "")
                    .row("threads", backend.threads(), "");
            if (backend.devices().isEmpty()) {
                rows.row("device", "CPU", "")
                        .row(
                                "onednn",
                                backend.oneDnn(),
                                backend.oneDnn()
                                        ? ""
                                        : "oneDNN cannot be loaded, or has no build for this platform: see docs/backends.md");
            }
            backend.devices()
                    .forEach(device -> rows.row(
                            "device",
                            device.name() + ", " + (device.memoryBytes() >> 20) + " MB",
                            "a search shares it among its workers; --workers 1 leaves it to one"));
        } catch (LinkageError | RuntimeException e) {
            String why = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
            rows.row("backend", "none", "no ND4J backend could be loaded: " + why);
        }
    }
}
