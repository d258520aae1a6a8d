package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.FailureReason;
import dev.fer.search.Objective;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialContext.Signal;
import dev.fer.search.TrialFailedException;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.run.SearchOutcome.End;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchRunnerTest {
    private static final Objective SQUARE = trial -> {
        double x = trial.configuration().getDouble("x");
        return Map.of("loss", x * x);
    };

    private final TrialStore store = TrialStores.inMemory();

    private SearchRunner runner(SearchDefinition definition, Objective objective, int workers) {
        return new SearchRunner(
                Study.open(store, definition),
                new InProcessExecutor(objective),
                RunOptions.DEFAULT.withWorkers(workers),
                SearchListener.NONE);
    }

    private List<Trial> trials(String study) {
        return store.trials(store.find(study).orElseThrow().id());
    }

    @Test
    void aSearchEndsWithItsTrials() {
        SearchOutcome outcome = Study.open(store, Searches.plain(", \"budget\": {\"trials\": 12}"))
                .optimize(SQUARE);

        assertThat(outcome.end()).isEqualTo(End.TRIALS);
        assertThat(outcome.message()).isEqualTo("the search has its 12 trials");
        assertThat(outcome.counts()).isEqualTo(Map.of(TrialState.COMPLETE, 12));
        assertThat(outcome.best().orElseThrow().metric("loss").orElseThrow())
                .isEqualTo(trials("plain").stream()
                        .mapToDouble(trial -> trial.metric("loss").orElseThrow())
                        .min()
                        .orElseThrow());
    }

    @Test
    void twiceTwentyFiveAreTheSameTrialsAsFifty() {
        Study.open(store, Searches.plain(", \"budget\": {\"trials\": 25}")).optimize(SQUARE);
        Study.open(store, Searches.plain(", \"budget\": {\"trials\": 50}")).optimize(SQUARE);
        TrialStore other = TrialStores.inMemory();
        Study straight = Study.open(other, Searches.plain(", \"budget\": {\"trials\": 50}"));
        straight.optimize(SQUARE);

        assertThat(trials("plain"))
                .extracting(Trial::configuration)
                .isEqualTo(straight.trials().stream().map(Trial::configuration).toList());
    }

    @Test
    void severalWorkersShareTheTrials() {
        CountDownLatch together = new CountDownLatch(3);
        SearchOutcome outcome = runner(
                        Searches.plain(", \"budget\": {\"trials\": 30}"),
                        trial -> {
                            together.countDown();
                            together.await();
                            return SQUARE.evaluate(trial);
                        },
                        3)
                .run();

        assertThat(outcome.count(TrialState.COMPLETE)).isEqualTo(30);
        assertThat(trials("plain").stream().map(Trial::worker).distinct()).hasSize(3);
    }

    @Test
    void whatGoesWrongInATrialHasAName() {
        SearchOutcome outcome = Study.open(store, Searches.plain(", \"budget\": {\"trials\": 6}"))
                .optimize(trial -> switch (trial.number()) {
                    case 0 -> throw new IllegalStateException("no luck");
                    case 1 -> throw new OutOfMemoryError("Java heap space");
                    case 2 -> Map.of("loss", Double.NaN);
                    case 3 -> Map.of("lost", 1.0);
                    case 4 -> throw new TrialFailedException(FailureReason.INVALID, "too many layers");
                    default -> Map.of("loss", 1.0);
                });

        assertThat(outcome.counts()).isEqualTo(Map.of(TrialState.FAILED, 5, TrialState.COMPLETE, 1));
        assertThat(trials("plain").subList(0, 5))
                .extracting(trial -> trial.failure().orElseThrow().reason())
                .containsExactly(
                        FailureReason.ERROR,
                        FailureReason.OUT_OF_MEMORY,
                        FailureReason.NAN,
                        FailureReason.ERROR,
                        FailureReason.INVALID);
        Trial.Failure first = trials("plain").get(0).failure().orElseThrow();
        assertThat(first.message()).isEqualTo("IllegalStateException: no luck");
        assertThat(first.trace()).contains("SearchRunnerTest");
    }

    @Test
    void tooManyFailuresEndTheSearch() {
        SearchOutcome outcome = Study.open(store, Searches.plain(", \"budget\": {\"trials\": 50, \"failures\": 3}"))
                .optimize(trial -> {
                    throw new IllegalStateException();
                });

        assertThat(outcome.end()).isEqualTo(End.FAILURES);
        assertThat(outcome.message()).isEqualTo("4 trials failed, more than the 3 allowed");
        assertThat(trials("plain")).hasSize(4);
    }

    @Test
    void anExhaustedSpaceEndsTheSearch() {
        SearchOutcome outcome = Study.open(store, Searches.finite(", \"budget\": {\"trials\": 50}"))
                .optimize(trial -> Map.of("loss", 1.0));

        assertThat(outcome.end()).isEqualTo(End.EXHAUSTED);
        assertThat(outcome.count(TrialState.COMPLETE)).isEqualTo(4);
        assertThat(trials("finite")).hasSize(4);
    }

    @Test
    void thePrunersWordEndsATrial() {
        SearchDefinition definition = Searches.plain(
                ", \"budget\": {\"trials\": 2}, \"pruner\": {\"type\": \"median\", \"warmup_epochs\": 1, \"startup_trials\": 1}");
        SearchOutcome outcome = Study.open(store, definition).optimize(trial -> {
            for (int step = 1; step <= 5; step++) {
                if (trial.report(step, Map.of("loss", (double) trial.number())).stops()) {
                    trial.attribute("stopped", "at " + step);
                    return Map.of();
                }
            }
            return Map.of("loss", (double) trial.number());
        });

        assertThat(outcome.counts()).isEqualTo(Map.of(TrialState.COMPLETE, 1, TrialState.PRUNED, 1));
        assertThat(trials("plain").get(1).attributes())
                .containsEntry("stopped", "at 2")
                .containsKey("pruned");
        assertThat(trials("plain").get(1).lastStep()).isEqualTo(2);
    }

    @Test
    void aRequestedStopInterruptsAfterTheStepAndTheTrialGoesOnLater() {
        List<SearchRunner> runners = new ArrayList<>();
        Objective steps = trial -> {
            for (int step = trial.resumeFrom() + 1; step <= 4; step++) {
                if (step == 3 && trial.resumeFrom() == 0) {
                    runners.get(0).requestStop();
                }
                if (trial.report(step, Map.of("loss", 1.0 / step)) == Signal.INTERRUPT) {
                    return Map.of();
                }
            }
            return Map.of("loss", 0.25);
        };
        SearchDefinition definition = Searches.plain(", \"budget\": {\"trials\": 1}");
        runners.add(runner(definition, steps, 1));

        SearchOutcome first = runners.get(0).run();
        assertThat(first.end()).isEqualTo(End.INTERRUPTED);
        assertThat(trials("plain").get(0).state()).isEqualTo(TrialState.INTERRUPTED);
        assertThat(trials("plain").get(0).lastStep()).isEqualTo(3);

        SearchOutcome second = runner(definition, steps, 1).run();
        assertThat(second.end()).isEqualTo(End.TRIALS);
        assertThat(store.reports(1, 0)).extracting(Report::step).containsExactly(1, 2, 3, 4);
        assertThat(trials("plain").get(0).attempts()).isEqualTo(2);
    }

    @Test
    void stoppingNowDoesNotWaitForWhoDoesNotListen() {
        CountDownLatch running = new CountDownLatch(1);
        SearchRunner runner = runner(
                Searches.plain(", \"budget\": {\"trials\": 1}"),
                trial -> {
                    running.countDown();
                    new CountDownLatch(1).await();
                    return Map.of();
                },
                1);
        new Thread(() -> {
                    try {
                        running.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    runner.stopNow();
                })
                .start();

        assertThat(runner.run().end()).isEqualTo(End.INTERRUPTED);
        assertThat(trials("plain").get(0).state()).isEqualTo(TrialState.INTERRUPTED);
    }

    @Test
    void aTrialThatOverrunsItsTimeFailsAtItsNextReport() {
        SearchOutcome outcome = runner(
                        Searches.plain(", \"budget\": {\"trials\": 1, \"trial_time\": \"1s\", \"time\": \"200000d\"}"),
                        trial -> {
                            int step = 1;
                            while (!trial.report(step++, Map.of("loss", 1.0)).stops()) {
                                Thread.onSpinWait();
                            }
                            return Map.of("loss", 1.0);
                        },
                        1)
                .run();

        assertThat(outcome.count(TrialState.FAILED)).isEqualTo(1);
        assertThat(trials("plain").get(0).failure().orElseThrow())
                .isEqualTo(new Trial.Failure(FailureReason.TIMEOUT, "it ran longer than the allowed 1s", ""));
    }

    @Test
    void aWorkerThatFallsSilentWhileTheSearchIsStoppedCostsNoTrial() {
        Study study = Study.open(store, Searches.plain(", \"budget\": {\"trials\": 2}"));
        TrialExecutor fragile = new TrialExecutor() {
            @Override
            public TrialEnd run(TrialTask task, Progress progress) {
                study.requestStop();
                return new TrialEnd.Failed(new Trial.Failure(FailureReason.CRASHED, "killed by SIGINT", ""));
            }

            @Override
            public void abort(TrialTask task) {}

            @Override
            public void close() {}
        };

        SearchOutcome outcome = new SearchRunner(study, fragile, RunOptions.DEFAULT, SearchListener.NONE).run();

        assertThat(outcome.end()).isEqualTo(End.INTERRUPTED);
        assertThat(outcome.counts()).isEqualTo(Map.of(TrialState.INTERRUPTED, 1));
    }

    @Test
    void theTimeOfARunInterruptsWhatRuns() {
        SearchOutcome outcome = runner(
                        Searches.plain(", \"budget\": {\"trials\": 9, \"time\": \"1s\"}"),
                        trial -> {
                            int step = 1;
                            while (!trial.report(step++, Map.of("loss", 1.0)).stops()) {
                                Thread.onSpinWait();
                            }
                            return Map.of("loss", 1.0);
                        },
                        1)
                .run();

        assertThat(outcome.end()).isEqualTo(End.TIME);
        assertThat(outcome.message()).isEqualTo("the time of 1s is up");
        assertThat(outcome.count(TrialState.INTERRUPTED)).isEqualTo(1);
    }

    @Test
    void aListenerHearsWhatHappens() {
        List<String> heard = new ArrayList<>();
        SearchListener listener = new SearchListener() {
            @Override
            public void trialStarted(Trial trial) {
                heard.add("started " + trial.number());
            }

            @Override
            public void reported(Trial trial, Report report) {
                heard.add("reported " + report.step());
            }

            @Override
            public void trialFinished(Trial trial) {
                heard.add("finished " + trial.state());
            }

            @Override
            public void searchFinished(SearchOutcome outcome) {
                heard.add("over");
            }
        };
        Objective objective = trial -> {
            trial.report(1, Map.of("loss", 1.0));
            return Map.of("loss", 1.0);
        };
        new SearchRunner(
                        Study.open(store, Searches.plain(", \"budget\": {\"trials\": 1}")),
                        new InProcessExecutor(objective),
                        RunOptions.DEFAULT,
                        listener)
                .run();

        assertThat(heard).containsExactly("started 0", "reported 1", "finished COMPLETE", "over");
    }

    @Test
    void onlyTheBestKeepTheirCheckpointsAndAllKeepTheirLogs(@TempDir Path folder) throws IOException {
        try (TrialStore file = TrialStores.open(folder.resolve("fer.db"))) {
            SearchDefinition definition = Searches.plain(", \"budget\": {\"trials\": 8}");
            Study.open(file, definition).optimize(trial -> {
                Files.writeString(trial.directory().resolve("checkpoint.bin"), "weights");
                Files.writeString(trial.directory().resolve("worker.log"), "hello");
                return Map.of("loss", Math.abs(trial.number() - 3.1));
            });
        }

        Path files = folder.resolve("fer.db-files/plain");
        assertThat(files).isDirectoryRecursivelyContaining("glob:**/5/worker.log");
        assertThat(checkpoints(files)).containsExactlyInAnyOrder("2", "3", "4");
    }

    private static List<String> checkpoints(Path files) throws IOException {
        try (Stream<Path> trials = Files.list(files)) {
            return trials.filter(trial -> Files.exists(trial.resolve("checkpoint.bin")))
                    .map(trial -> String.valueOf(trial.getFileName()))
                    .toList();
        }
    }

    @Test
    void aNewTrialDoesNotFindTheFilesOfADeletedStudy(@TempDir Path folder) {
        AtomicInteger found = new AtomicInteger();
        Objective objective = trial -> {
            Path file = trial.directory().resolve("checkpoint.bin");
            found.addAndGet(Files.exists(file) ? 1 : 0);
            Files.writeString(file, "weights");
            return Map.of("loss", 1.0);
        };
        SearchDefinition definition = Searches.plain(", \"budget\": {\"trials\": 2}");
        try (TrialStore file = TrialStores.open(folder.resolve("fer.db"))) {
            Study.open(file, definition).optimize(objective);
            file.delete(file.find("plain").orElseThrow().id());
            Study.open(file, definition).optimize(objective);
        }

        assertThat(found).hasValue(0);
    }

    @Test
    void aSearchIsStoppedByARequestFromAnywhere() {
        SearchOutcome outcome = runner(
                        Searches.plain(""),
                        trial -> {
                            if (trial.number() == 0) {
                                store.requestStop(1);
                            }
                            int step = 1;
                            while (!trial.report(step++, Map.of("loss", 1.0)).stops()) {
                                Thread.sleep(5);
                            }
                            return Map.of("loss", 1.0);
                        },
                        1)
                .run();
        assertThat(outcome.end()).isEqualTo(SearchOutcome.End.INTERRUPTED);
        assertThat(trials("plain").get(0).state()).isEqualTo(TrialState.INTERRUPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {", \"model\": \"any\", \"training\": {\"epochs\": 3}", ""})
    void theTrialThatSpendsTheLastEpochKeepsItsResult(String knownLength) {
        SearchOutcome outcome = Study.open(store, Searches.plain(knownLength + ", \"budget\": {\"epochs\": 6}"))
                .optimize(trial -> {
                    for (int step = 1; step <= 3; step++) {
                        if (trial.report(step, Map.of("loss", 1.0)).stops()) {
                            return Map.of();
                        }
                    }
                    return Map.of("loss", 1.0);
                });

        assertThat(outcome.end()).isEqualTo(End.EPOCHS);
        assertThat(outcome.counts()).isEqualTo(Map.of(TrialState.COMPLETE, 2));
    }
}
