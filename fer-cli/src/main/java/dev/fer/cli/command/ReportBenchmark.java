package dev.fer.cli.command;

import dev.fer.cli.output.OutputOptions;
import dev.fer.cli.output.Rows;
import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.UserError;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code fer benchmark report}: what the report of a large study costs. {@code fer report} writes it in a program of
 * its own, from the store, as for a user.
 */
@Command(
        name = "report",
        description = "Seconds, memory and size of the report of a large study, made up for this.",
        footer = {"%nExample: fer benchmark report --trials 100000 --out large.html"})
final class ReportBenchmark implements Runnable {
    private static final int LOOK_MILLIS = 10;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--trials", paramLabel = "N", description = "Trials of the study (default: ${DEFAULT-VALUE}).")
    private int trials = 10_000;

    @Option(names = "--parameters", paramLabel = "N", description = "Searched parameters (default: ${DEFAULT-VALUE}).")
    private int parameters = 10;

    @Option(names = "--steps", paramLabel = "N", description = "Steps of a learning curve (default: ${DEFAULT-VALUE}).")
    private int steps = 20;

    @Option(names = "--heap", paramLabel = "MB", description = "The report's most heap (default: ${DEFAULT-VALUE}).")
    private int heap = 512;

    @Option(names = "--out", paramLabel = "FILE", description = "Keep the report in a file.")
    private @Nullable Path out;

    private record Cost(double seconds, Optional<Double> computing, Optional<Long> peakMegabytes) {}

    @Override
    public void run() {
        if (trials < 0 || parameters < 1 || steps < 0 || heap < 1) {
            throw new UserError(
                    "--trials and --steps must be at least 0, --parameters and --heap at least 1",
                    "for instance --trials 10000 --parameters 10 --steps 20 --heap 512");
        }
        try {
            Path folder = Files.createTempDirectory("fer-benchmark");
            try {
                measure(folder.resolve("fer.db"), out == null ? folder.resolve("report.html") : out);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measure(Path store, Path report) throws IOException {
        try (TrialStore filled = TrialStores.open(store)) {
            new MadeUpStudy(trials, parameters, steps).fill(filled);
        }
        Cost cost = write(store, report);
        output.write(
                Rows.of("trials", "parameters", "steps", "heap_mb", "seconds", "cpu_seconds", "peak_rss_mb", "file_mb")
                        .row(
                                trials,
                                parameters,
                                steps,
                                heap,
                                cost.seconds,
                                cost.computing,
                                cost.peakMegabytes,
                                Files.size(report) / 1e6)
                        .build());
    }

    /** Writes the report as the launcher would have it written: with its choice of compiler and of collector. */
    private Cost write(Path store, Path report) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + heap + "m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.fer.cli.Main",
                "report",
                "--store",
                store.toString(),
                "--out",
                report.toString());
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Optional<Double> computing = Optional.empty();
        Optional<Long> peak = Optional.empty();
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                Optional<Long> now = peakMegabytes(process.pid());
                peak = now.isPresent() ? now : peak;
                Optional<Double> spent = process.info().totalCpuDuration().map(cpu -> cpu.toMillis() / 1e3);
                computing = spent.isPresent() ? spent : computing;
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != ExitCodes.OK) {
            throw new UserError(
                    "the report was not written within " + heap + " MB of heap",
                    "give it more with --heap",
                    ExitCodes.FAILED);
        }
        return new Cost(seconds, computing, peak);
    }

    /** The most memory that a process has had so far, where the system tells. */
    private static Optional<Long> peakMegabytes(long process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
