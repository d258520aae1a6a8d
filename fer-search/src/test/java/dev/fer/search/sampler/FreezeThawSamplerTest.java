package dev.fer.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.Components;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.pruner.Scheduler;
import dev.fer.search.run.Study;
import dev.fer.search.sampler.tpe.TpeSettings;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.SearchSpace;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreezeThawSamplerTest extends SamplerContractTest {
    private static final SearchSpace SPACE = Spaces.box(2);

    @Override
    Sampler sampler() {
        return new FreezeThawSampler(new TpeSampler(TpeSettings.DEFAULT), 4, OptionalInt.of(20));
    }

    /** A curve from 1 down to a floor. */
    private static double loss(Configuration configuration, int epoch) {
        double floor = Math.abs(configuration.getDouble("x0") - 0.5);
        return floor + (1 - floor) * Math.pow(0.7, epoch);
    }

    /** A search of twenty epochs per trial, one worker, in memory. */
    private static final class Training {
        final History history = new History(SPACE, List.of(Loop.LOSS));
        final List<Configuration> configurations = new ArrayList<>();
        final List<String> events = new ArrayList<>();
        private final FreezeThawSampler sampler;
        private final int most;

        Training(OptionalInt epochs, int most) {
            this.sampler = new FreezeThawSampler(new TpeSampler(TpeSettings.DEFAULT), 4, epochs);
            this.most = most;
        }

        /** Trains until nothing is left to do, and returns the epochs that were trained. */
        int run() {
            int epochs = 0;
            for (Optional<Integer> number = next(); number.isPresent(); number = next()) {
                epochs += train(number.get());
            }
            return epochs;
        }

        Optional<Integer> next() {
            boolean mayStart = configurations.size() < most;
            Optional<Integer> promoted = sampler.promote(history, mayStart).map(Scheduler.Promotion::number);
            if (promoted.isEmpty() && mayStart) {
                configurations.add(sampler.suggest(history, configurations.size(), 1)
                        .orElseThrow()
                        .configuration());
                promoted = Optional.of(configurations.size() - 1);
            }
            promoted.ifPresent(number -> history.start(number, configurations.get(number)));
            return promoted;
        }

        private int train(int number) {
            int before = history.active(number).orElseThrow().curve().lastStep();
            for (int epoch = before + 1; ; epoch++) {
                Map<String, Double> metrics = Map.of("loss", loss(configurations.get(number), epoch));
                history.report(number, epoch, metrics);
                if (epoch == 20) {
                    history.finish(number, TrialState.COMPLETE, metrics);
                    events.add(number + " complete");
                    return epoch - before;
                }
                if (sampler.judge(history, number).stops()) {
                    history.pause(number);
                    events.add(number + " paused at " + epoch);
                    return epoch - before;
                }
            }
        }
    }

    @Test
    void fewTrialsAreRunToTheirEndAndTheBestIsAmongThem() {
        Training training = new Training(OptionalInt.of(20), 30);
        int epochs = training.run();
        assertThat(epochs).isLessThan(30 * 20 * 3 / 4);
        assertThat(training.history.finished()).hasSizeBetween(2, 20);
        double best = training.configurations.stream()
                .mapToDouble(c -> loss(c, 20))
                .min()
                .orElseThrow();
        assertThat(training.history.finished().stream()
                        .mapToDouble(trial -> trial.losses().get(0))
                        .min())
                .hasValueCloseTo(best, within(0.02));
    }

    @Test
    void whileItIsUnknownHowLongATrialTakesNoneIsPaused() {
        Training training = new Training(OptionalInt.empty(), 10);
        training.run();
        assertThat(training.events).startsWith("0 complete");
        assertThat(training.events).anyMatch(event -> event.endsWith("paused at 4"));
    }

    @Test
    void trialsArePausedAtDoublingsOfTheFirstEpochsOnly() {
        Training training = new Training(OptionalInt.of(20), 20);
        training.run();
        assertThat(training.events).allMatch(event -> event.matches("\\d+ (complete|paused at (4|8))"));
    }

    @Test
    void aTrialWithoutAFiniteValueIsEnded() {
        History history = new History(SPACE, List.of(Loop.LOSS));
        Configuration configuration = Configuration.of(Map.of("x0", 0.1, "x1", 0.1));
        history.start(0, configuration);
        for (int epoch = 1; epoch <= 4; epoch++) {
            history.report(0, epoch, Map.of("loss", Double.NaN));
        }
        Scheduler scheduler = new FreezeThawSampler(new RandomSampler(), 4, OptionalInt.of(20));
        assertThat(scheduler.judge(history, 0).reason()).isEqualTo("no finite loss at epoch 4");
    }

    @Test
    void whileNoForecastChangesTheSamplerOfConfigurationsKeepsUpInsteadOfBeginningAgain() {
        Set<History> told = new HashSet<>();
        Sampler configurations = (history, number, seed) -> {
            told.add(history);
            return new RandomSampler().suggest(history, number, seed);
        };
        Sampler sampler = new FreezeThawSampler(configurations, 4, OptionalInt.of(20));
        Loop loop = new Loop(SPACE, sampler, 1);
        loop.ask();
        loop.ask();
        loop.tell(1, 0.5);
        loop.tell(0, 0.6);
        loop.run(8, configuration -> loss(configuration, 20));

        assertThat(told)
                .singleElement()
                .satisfies(history -> assertThat(history.finished())
                        .extracting(History.Finished::number)
                        .startsWith(0, 1)
                        .hasSize(9));
    }

    @Test
    void aStudyRunsItFromItsDefinition() {
        SearchDefinition definition = SearchDefinition.of("frozen", SPACE, new Goal("score", Direction.MAXIMIZE))
                .withSampler(new Component("freeze-thaw", Map.of("max_epochs", 20L)))
                .withPruner(Components.PRUNERS.defaultComponent())
                .withBudget(Budget.UNLIMITED.withEpochs(300));
        try (TrialStore store = TrialStores.inMemory()) {
            Study study = Study.open(store, definition);
            study.optimize(trial -> {
                for (int epoch = trial.resumeFrom() + 1; epoch <= 20; epoch++) {
                    double score = -loss(trial.configuration(), epoch);
                    if (trial.report(epoch, Map.of("score", score)).stops()) {
                        return Map.of();
                    }
                }
                return Map.of("score", -loss(trial.configuration(), 20));
            });
            assertThat(study.trials().stream().mapToInt(Trial::lastStep).sum()).isEqualTo(300);
            assertThat(study.trials()).hasSizeGreaterThan(20);
            assertThat(study.trials()).extracting(Trial::state).contains(TrialState.PAUSED, TrialState.COMPLETE);
            assertThat(study.trials()).anyMatch(trial -> trial.attributes().containsKey("promoted"));
            assertThat(study.trials())
                    .filteredOn(trial -> trial.state() == TrialState.PAUSED)
                    .allMatch(trial ->
                            trial.attributes().getOrDefault("paused", "").contains("forecast"));
        }
    }

    @Test
    void aTrialThatReportsNowAndThenIsJudgedAtTheFirstReportAfterEachDoubling() {
        History history = new History(SPACE, List.of(Loop.LOSS));
        FreezeThawSampler sampler = new FreezeThawSampler(new TpeSampler(TpeSettings.DEFAULT), 4, OptionalInt.of(100));
        List<String> paused = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            Configuration configuration =
                    sampler.suggest(history, number, 1).orElseThrow().configuration();
            history.start(number, configuration);
            for (int epoch = 10; epoch <= 100; epoch += 10) {
                Map<String, Double> metrics = Map.of("loss", loss(configuration, epoch));
                history.report(number, epoch, metrics);
                if (epoch == 100) {
                    history.finish(number, TrialState.COMPLETE, metrics);
                } else if (sampler.judge(history, number).stops()) {
                    history.pause(number);
                    paused.add(number + "/" + epoch);
                    break;
                }
            }
        }
        assertThat(paused).isNotEmpty();
    }
}
