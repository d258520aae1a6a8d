package dev.fer.search.arbiter;

import static dev.fer.search.arbiter.BowlOptimization.BOWL;
import static dev.fer.search.arbiter.BowlOptimization.line;
import static dev.fer.search.arbiter.BowlOptimization.runner;
import static dev.fer.search.arbiter.BowlOptimization.tpe;
import static dev.fer.search.arbiter.BowlOptimization.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fer.search.ChildJvm;
import dev.fer.search.Direction;
import dev.fer.search.Trial;
import dev.fer.search.sampler.RandomSampler;
import dev.fer.search.store.Intent;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Optimizations that go on where earlier ones stopped or were killed. */
class FerOptimizationResumeTest {
    @TempDir
    Path folder;

    private static List<Supplier<CandidateGenerator>> generators() {
        return List.of(
                BowlOptimization::tpe,
                () -> new FerCandidateGenerator(line(), Direction.MINIMIZE, new RandomSampler()),
                () -> new RandomSearchGenerator(line()),
                () -> new GridSearchCandidateGenerator(
                        line(), 100, GridSearchCandidateGenerator.Mode.Sequential, null));
    }

    @ParameterizedTest
    @MethodSource("generators")
    void twentyFiveNowAndFiftyLaterAreTheSameFifty(Supplier<CandidateGenerator> generator) {
        Map<Integer, Integer> evaluated = new ConcurrentHashMap<>();
        PlainOptimization.Function counted = (value, seed) -> {
            evaluated.merge(Double.hashCode((Double) value), 1, Integer::sum);
            return BOWL.of(value, seed);
        };
        Path file = folder.resolve("fer.db");
        for (int candidates : List.of(25, 25, 50)) {
            try (TrialStore store = TrialStores.open(file)) {
                FerOptimizationRunner runner = runner(generator.get(), candidates, store, counted);
                runner.execute();
                assertThat(runner.numCandidatesCompleted()).isEqualTo(candidates);
            }
        }
        assertThat(evaluated)
                .hasSize(50)
                .allSatisfy((value, times) -> assertThat(times).isEqualTo(1));
        try (TrialStore straight = TrialStores.inMemory();
                TrialStore resumed = TrialStores.open(file, Intent.READ_ONLY)) {
            runner(generator.get(), 50, straight, BOWL).execute();
            assertThat(trials(resumed))
                    .extracting(Trial::configuration)
                    .isEqualTo(
                            trials(straight).stream().map(Trial::configuration).toList());
        }
    }

    @Test
    void aKilledOptimizationGoesOnWithTheInterruptedCandidateAndRepeatsNoOther() throws Exception {
        Path file = folder.resolve("fer.db");
        Random random = new Random(3);
        int killed = 0;
        boolean over = false;
        while (!over) {
            Process process = ChildJvm.start(Main.class, file.toString());
            assertThat(ChildJvm.reader(process).readLine()).isEqualTo("begun");
            over = killed == 4 || process.waitFor(150 + random.nextInt(250), TimeUnit.MILLISECONDS);
            if (over) {
                assertThat(process.waitFor()).isZero();
            } else {
                ChildJvm.kill(process);
                killed++;
            }
        }
        try (TrialStore killedStore = TrialStores.open(file, Intent.READ_ONLY);
                TrialStore straight = TrialStores.inMemory()) {
            runner(tpe(), Main.CANDIDATES, straight, BOWL).execute();
            List<Trial> trials = trials(killedStore);
            assertThat(trials)
                    .extracting(Trial::configuration, Trial::metrics, Trial::seed)
                    .isEqualTo(trials(straight).stream()
                            .map(trial -> tuple(trial.configuration(), trial.metrics(), trial.seed()))
                            .toList());
            assertThat(trials.stream().mapToInt(Trial::attempts).sum()).isLessThanOrEqualTo(Main.CANDIDATES + killed);
        }
    }

    /** Main of a process that is killed. */
    public static final class Main {
        static final int CANDIDATES = 60;

        private Main() {}

        /** Argument: the store's file. */
        public static void main(String[] arguments) {
            System.out.println("begun");
            try (TrialStore store = TrialStores.open(Path.of(arguments[0]))) {
                runner(tpe(), CANDIDATES, store, (value, seed) -> {
                            Thread.sleep(20);
                            return BOWL.of(value, seed);
                        })
                        .execute();
            }
        }
    }
}
