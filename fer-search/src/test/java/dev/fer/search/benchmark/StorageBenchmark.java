package dev.fer.search.benchmark;

import dev.fer.search.ChildJvm;
import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.run.Study;
import dev.fer.search.store.Intent;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints how many trials a second several processes write into one SQLite file, as JSON lines: {@code --processes 1,4 --trials
 * 4000 --optuna 400}. Sampling is random; a trial has 8 parameters and one report. The start of the processes does not count, on
 * neither side. {@code --optuna 0} leaves the peer out. With {@code --open 100000} it prints instead how long a study of so many
 * trials takes to open.
 */
public final class StorageBenchmark {
    private static final SearchDefinition SEARCH = SearchDefinition.of(
                    "storage", BenchmarkFunction.named("latency8").space(), new Goal("value", Direction.MINIMIZE))
            .withSampler(new Component("random"));

    private StorageBenchmark() {}

    /** Measures, or with the arguments {@code FILE TRIALS} is one of the writing processes. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (!arguments[0].startsWith("--")) {
            System.out.println(write(Path.of(arguments[0]), Integer.parseInt(arguments[1])));
            return;
        }
        Arguments given = new Arguments(arguments);
        if (given.whole("open", 0) > 0) {
            open(given.whole("open", 0));
            return;
        }
        for (String processes : given.text("processes", "1,4").split(",")) {
            int optuna = given.whole("optuna", 400);
            ours(Integer.parseInt(processes), given.whole("trials", 4000));
            if (optuna > 0) {
                peer(processes, optuna);
            }
        }
    }

    /** Runs trials and returns when the first began and the last ended, in milliseconds. */
    private static String write(Path file, int trials) {
        try (TrialStore store = TrialStores.open(file)) {
            Study study = Study.resume(store, "storage");
            long start = System.currentTimeMillis();
            for (int i = 0; i < trials; i++) {
                Trial trial = study.ask().orElseThrow();
                double value = trial.configuration().orElseThrow().getDouble("f1");
                study.report(trial.number(), 1, Map.of("value", value));
                study.tell(trial.number(), value);
            }
            return start + " " + System.currentTimeMillis();
        }
    }

    private static void ours(int processes, int trials) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("fer-storage");
        Path file = folder.resolve("fer.db");
        try (TrialStore store = TrialStores.open(file)) {
            Study.create(store, SEARCH, Map.of());
        }
        List<Process> running = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            List<String> command = new ArrayList<>(
                    ChildJvm.command(StorageBenchmark.class, file.toString(), Integer.toString(trials / processes)));
            command.removeIf(word -> word.contains("TieredStopAtLevel"));
            running.add(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
        long start = Long.MAX_VALUE;
        long end = 0;
        for (Process process : running) {
            String[] times =
                    new String(process.getInputStream().readAllBytes()).strip().split(" ");
            start = Math.min(start, Long.parseLong(times[0]));
            end = Math.max(end, Long.parseLong(times[1]));
            process.waitFor();
        }
        try (TrialStore store = TrialStores.open(file, Intent.READ_ONLY)) {
            long finished = store.trials(1).stream()
                    .filter(trial -> trial.state() == TrialState.COMPLETE)
                    .count();
            print("fer", processes, finished, (end - start) / 1e3, Files.size(file));
        }
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
    }

    private static void peer(String processes, int trials) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("fer-storage");
        Path file = folder.resolve("optuna.db");
        Process process = new ProcessBuilder(
                        OptunaSampler.python(),
                        "fer-search/src/test/python/optuna_storage.py",
                        file.toString(),
                        processes,
                        Integer.toString(trials))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(process.getInputStream().readAllBytes()).strip();
        process.waitFor();
        System.out.printf(
                "{\"store\": \"optuna\", \"processes\": %s, \"trials\": %d, \"said\": %s}%n",
                processes, trials, answer);
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
    }

    private static void open(int trials) throws IOException {
        Path folder = Files.createTempDirectory("fer-storage");
        Path file = folder.resolve("fer.db");
        try (TrialStore store = TrialStores.open(file)) {
            Study.create(store, SEARCH, Map.of());
        }
        long filling = System.nanoTime();
        write(file, trials);
        double filled = (System.nanoTime() - filling) / 1e9;
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            try (TrialStore store = TrialStores.open(file)) {
                Study study = Study.resume(store, "storage");
                double opened = (System.nanoTime() - start) / 1e9;
                Trial next = study.ask().orElseThrow();
                double seconds = (System.nanoTime() - start) / 1e9;
                study.interrupt(next.number());
                System.out.printf(
                        Locale.ROOT,
                        "{\"trials\": %d, \"filled_s\": %.1f, \"open_s\": %.2f, \"open_and_ask_s\": %.2f, \"bytes\": %d}%n",
                        trials,
                        filled,
                        opened,
                        seconds,
                        Files.size(file));
            }
        }
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
    }

    private static void print(String store, int processes, long finished, double seconds, long bytes) {
        System.out.printf(
                Locale.ROOT,
                "{\"store\": \"%s\", \"processes\": %d, \"trials\": %d, \"trials_per_second\": %.0f, \"bytes\": %d}%n",
                store,
                processes,
                finished,
                finished / seconds,
                bytes);
    }
}
