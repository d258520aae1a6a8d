package dev.fer.search.benchmark;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.run.Study;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Prints the heap that a study of many trials needs, in memory ({@code --store memory}) or in a file ({@code --store file}), as
 * one JSON line: {@code --sampler tpe --trials 100000}. All trials but the last hundred are random, so that it ends today; the
 * study is then opened again and goes on with the sampler. {@code fer-search/benchmark memory} limits the heap by {@code HEAP}:
 * coming to the end shows that it suffices.
 */
final class MemoryBenchmark {
    private static final int LAST = 100;

    private MemoryBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Arguments given = new Arguments(arguments);
        String sampler = given.text("sampler", "tpe");
        String where = given.text("store", "memory");
        int trials = given.whole("trials", 100_000);
        Path folder = Files.createTempDirectory("fer-memory");
        Path file = folder.resolve("fer.db");
        BenchmarkFunction function = BenchmarkFunction.named("latency8");
        SearchDefinition definition = SearchDefinition.of(
                        "memory", function.space(), new Goal("value", Direction.MINIMIZE))
                .withSampler(new Component("random"));
        try (TrialStore store = where.equals("file") ? TrialStores.open(file) : TrialStores.inMemory()) {
            long start = System.nanoTime();
            fill(
                    Study.open(store, definition),
                    trials - LAST,
                    function.instance().apply(1));
            Study study = Study.open(store, definition.withSampler(new Component(sampler)));
            fill(study, LAST, function.instance().apply(1));
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "{\"store\": \"%s\", \"sampler\": \"%s\", \"trials\": %d, \"used_mb\": %.0f, \"limit_mb\": %d, "
                            + "\"seconds\": %.0f, \"best\": %.4g}%n",
                    where,
                    sampler,
                    trials,
                    usedMegabytes(),
                    Runtime.getRuntime().maxMemory() >> 20,
                    seconds,
                    study.best().flatMap(best -> best.metric("value")).orElseThrow());
        }
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
    }

    private static void fill(Study study, int trials, ToDoubleFunction<Configuration> objective) {
        for (int number = 0; number < trials; number++) {
            Trial trial = study.ask().orElseThrow();
            study.tell(
                    trial.number(),
                    objective.applyAsDouble(trial.configuration().orElseThrow()));
        }
    }

    private static double usedMegabytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
    }
}
