package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.History;
import dev.fer.search.Objective;
import dev.fer.search.Trial;
import dev.fer.search.TrialContext;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.pruner.HalvingPruner;
import dev.fer.search.pruner.NoPruner;
import dev.fer.search.pruner.Scheduler;
import dev.fer.search.sampler.RandomSampler;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of trials that a scheduler lays aside. */
class PausingTest {
    @TempDir
    Path folder;

    /** Pauses every trial after its second step, and promotes the best paused one when no new one may start. */
    private static final class HalfWay implements Scheduler {
        @Override
        public History foreseen(History history) {
            return history;
        }

        @Override
        public Judgement judge(History history, int number) {
            return history.active(number).orElseThrow().curve().lastStep() == 2
                    ? Judgement.pause("half way")
                    : Judgement.CONTINUE;
        }

        @Override
        public Optional<Promotion> promote(History history, boolean mayStart) {
            return history.paused().stream()
                    .filter(trial -> !mayStart)
                    .min(Comparator.comparingDouble(trial -> trial.curve().bestUpTo(2)))
                    .map(trial -> new Promotion(trial.number(), "the best at half way"));
        }
    }

    private final List<String> evaluated = new ArrayList<>();

    private Map<String, Double> fourSteps(TrialContext trial) {
        double loss = Math.abs(trial.configuration().getDouble("x"));
        for (int step = trial.resumeFrom() + 1; step <= 4; step++) {
            evaluated.add(trial.number() + "/" + step);
            if (trial.report(step, Map.of("loss", loss / step)).stops()) {
                return Map.of();
            }
        }
        return Map.of("loss", loss / 4);
    }

    private Study study(TrialStore store, SearchDefinition definition) {
        StudyRecord record = store.find(definition.name()).orElseGet(() -> store.create(definition, Map.of()));
        return new Study(store, record, new RandomSampler(), new HalfWay());
    }

    private SearchOutcome run(Study study, Objective objective) {
        return study.optimize(objective);
    }

    @Test
    void pausedTrialsGoOnWhereTheyStoppedAndNothingIsEvaluatedTwice() {
        try (TrialStore store = TrialStores.inMemory()) {
            Study study = study(store, Searches.plain(", \"budget\": {\"trials\": 3}"));
            SearchOutcome outcome = run(study, this::fourSteps);

            assertThat(evaluated.subList(0, 6)).containsExactly("0/1", "0/2", "1/1", "1/2", "2/1", "2/2");
            assertThat(evaluated).hasSize(12).doesNotHaveDuplicates();
            assertThat(outcome.count(TrialState.COMPLETE)).isEqualTo(3);
            Trial best = study.best().orElseThrow();
            assertThat(evaluated.get(6)).as("the best goes on first").isEqualTo(best.number() + "/3");
            assertThat(best.attributes())
                    .containsEntry("paused", "half way")
                    .containsEntry("promoted", "the best at half way");
        }
    }

    @Test
    void aSamplerIsToldOfPausedTrialsAsIfTheyHadEndedAndTheOutcomeCountsThem() {
        List<Integer> told = new ArrayList<>();
        Sampler sampler = (history, number, seed) -> {
            told.add(history.finished().size());
            return new RandomSampler().suggest(history, number, seed);
        };
        try (TrialStore store = TrialStores.inMemory()) {
            StudyRecord record = store.create(Searches.plain(", \"budget\": {\"trials\": 4}"), Map.of());
            HalvingPruner halving = new HalvingPruner(OptionalInt.of(2), 2, OptionalInt.of(4));
            SearchOutcome outcome = run(new Study(store, record, sampler, halving), this::fourSteps);

            assertThat(told).containsExactly(0, 1, 2, 3);
            assertThat(outcome.count(TrialState.PAUSED)).isBetween(1, 2);
            assertThat(outcome.message())
                    .isEqualTo("the search has its 4 trials, " + outcome.count(TrialState.PAUSED) + " of them paused");
        }
    }

    @Test
    void aSearchKilledAtAnyStepDecidesAsIfItHadNotBeen() {
        SearchDefinition definition = Searches.plain(", \"budget\": {\"trials\": 4}");
        try (TrialStore whole = TrialStores.inMemory();
                TrialStore store = TrialStores.open(folder.resolve("fer.db"))) {
            run(study(whole, definition), this::fourSteps);
            List<String> expected = List.copyOf(evaluated);
            evaluated.clear();
            for (int killed = 0; killed < 16; killed++) {
                oneStep(study(store, definition));
            }
            assertThat(evaluated).isEqualTo(expected);
        }
    }

    /** Evaluates one step and gives the trial back, as a process that dies between report and judgement leaves it. */
    private void oneStep(Study study) {
        Optional<Trial> asked = study.ask();
        asked.ifPresent(trial -> {
            int step = trial.lastStep() + 1;
            double loss = Math.abs(trial.configuration().orElseThrow().getDouble("x"));
            evaluated.add(trial.number() + "/" + step);
            study.report(trial.number(), step, Map.of("loss", loss / step));
            if (step == 4) {
                study.tell(trial.number(), loss / 4);
            } else {
                study.interruptAll();
            }
        });
    }

    @Test
    void aTrialThatLostItsCheckpointIsLaidAsideOnceAtARung() {
        try (TrialStore store = TrialStores.inMemory()) {
            SearchOutcome outcome = run(study(store, Searches.plain(", \"budget\": {\"trials\": 3}")), trial -> {
                double loss = Math.abs(trial.configuration().getDouble("x"));
                for (int step = 1; step <= 4; step++) {
                    evaluated.add(trial.number() + "/" + step);
                    if (trial.report(step, Map.of("loss", loss / step)).stops()) {
                        return Map.of();
                    }
                }
                return Map.of("loss", loss / 4);
            });

            assertThat(outcome.count(TrialState.COMPLETE)).isEqualTo(3);
            assertThat(evaluated).hasSize(3 * (2 + 4));
        }
    }

    @Test
    void whatWasLaidAsideIsRunToItsEndWhenNothingPausesAnyMore() {
        try (TrialStore store = TrialStores.inMemory()) {
            SearchDefinition definition = Searches.plain(", \"budget\": {\"trials\": 2}");
            Study pausing = study(store, definition);
            int number = pausing.ask().orElseThrow().number();
            pausing.report(number, 1, Map.of("loss", 1.0));
            pausing.report(number, 2, Map.of("loss", 1.0));
            pausing.pause(number, "half way");

            Study plain = new Study(store, pausing.record(), new RandomSampler(), new NoPruner());
            SearchOutcome outcome = run(plain, this::fourSteps);

            assertThat(evaluated).containsExactly("1/1", "1/2", "1/3", "1/4", "0/3", "0/4");
            assertThat(outcome.count(TrialState.COMPLETE)).isEqualTo(2);
        }
    }

    @Test
    void withoutASchedulerNothingIsPaused() {
        try (TrialStore store = TrialStores.inMemory()) {
            SearchDefinition definition = Searches.plain("");
            Study study = new Study(store, store.create(definition, Map.of()), new RandomSampler(), new NoPruner());
            int number = study.ask().orElseThrow().number();
            assertThatThrownBy(() -> study.pause(number, "no")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theEpochsOfABudgetAreTrainedToTheLastOneAndNoMore() {
        try (TrialStore store = TrialStores.inMemory()) {
            SearchDefinition seven = Searches.plain(", \"budget\": {\"epochs\": 7}");
            SearchOutcome outcome = Study.open(store, seven).optimize(this::fourSteps);
            assertThat(evaluated).hasSize(7);
            assertThat(outcome.end()).isEqualTo(SearchOutcome.End.EPOCHS);
            assertThat(outcome.count(TrialState.INTERRUPTED)).isEqualTo(1);

            Study.open(store, seven).optimize(this::fourSteps);
            assertThat(evaluated).as("a second run has no epochs left").hasSize(7);

            Study.open(store, Searches.plain(", \"budget\": {\"epochs\": 12}")).optimize(this::fourSteps);
            assertThat(evaluated).hasSize(12).doesNotHaveDuplicates();
        }
    }
}
