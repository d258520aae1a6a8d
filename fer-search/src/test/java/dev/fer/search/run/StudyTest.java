package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.FailureReason;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.sampler.FreezeThawSampler;
import dev.fer.search.sampler.RandomSampler;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.Outcome;
import dev.fer.search.store.Owner;
import dev.fer.search.store.StudyNotFoundException;
import dev.fer.search.store.TrialStateException;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StudyTest {
    private final TrialStore store = TrialStores.inMemory();

    private static Trial.Failure failure(FailureReason reason) {
        return new Trial.Failure(reason, "x", "");
    }

    @Test
    void aTrialThatHasDoneItsLastEpochIsNotPruned() {
        SearchDefinition definition = SearchDefinitions.parse("""
                {"name": "epochs", "model": "any", "space": {"x": {"type": "float", "low": 0, "high": 1}},
                 "objective": {"metric": "loss", "direction": "minimize"}, "training": {"epochs": 3},
                 "pruner": {"type": "median", "startup_trials": 1, "warmup_epochs": 1}}
                """, "epochs");
        Study study = Study.open(TrialStores.inMemory(), definition);
        for (int number = study.ask().orElseThrow().number(), step = 1; step <= 3; step++) {
            study.report(number, step, Map.of("loss", 0.1));
        }
        study.tell(0, 0.1);
        int bad = study.ask().orElseThrow().number();
        assertThat(study.report(bad, 2, Map.of("loss", 0.9)).prune()).isTrue();
        assertThat(study.report(bad, 3, Map.of("loss", 0.9)).prune()).isFalse();
    }

    @Test
    void aTrialThatAnotherProcessEndedIsNotGivenBack() {
        Study study = Study.open(store, Searches.plain(""));
        int taken = study.ask().orElseThrow().number();
        int own = study.ask().orElseThrow().number();
        store.finish(study.record().id(), taken, new Outcome.Complete(Map.of("loss", 1.0)), Map.of());
        assertThatThrownBy(() -> study.tell(taken, 2.0)).isInstanceOf(TrialStateException.class);

        study.interruptAll();
        assertThat(study.trials().get(taken).metrics()).containsEntry("loss", 1.0);
        assertThat(study.trials().get(own).state()).isEqualTo(TrialState.INTERRUPTED);
    }

    @Test
    void trialsArePrunedByTheObjectiveThatThePrunerNames() {
        Study study = Study.open(
                store,
                Searches.pair(", \"pruner\": {\"type\": \"median\", \"metric\": \"size\", \"startup_trials\": 1,"
                        + " \"warmup_epochs\": 1}"));
        int first = study.ask().orElseThrow().number();
        study.report(first, 2, Map.of("loss", 1.0, "size", 5.0));
        study.tell(first, Map.of("loss", 1.0, "size", 5.0));

        int second = study.ask().orElseThrow().number();
        assertThat(study.report(second, 2, Map.of("loss", 9.0, "size", 4.0)).prune())
                .isFalse();
        assertThat(study.report(second, 3, Map.of("loss", 0.0)).prune()).isFalse();
        int third = study.ask().orElseThrow().number();
        assertThat(study.report(third, 2, Map.of("loss", 0.0, "size", 6.0)).reason())
                .isEqualTo("size 6.0 at epoch 2 above the median 4.5 of 2 trials");
    }

    @Test
    void aPrunersMetricIsAnObjective() {
        SearchDefinition definition = Searches.pair("");
        assertThat(definition.pruningGoal().metric()).isEqualTo("loss");
        assertThatThrownBy(() -> definition.withPruner(new Component("median", Map.of("metric", "siez"))))
                .hasMessage("pruners judge by an objective; 'siez' is none; did you mean 'size'?");
    }

    @Test
    void aReportWithoutTheObjectiveIsNotJudgedByTheOneBefore() {
        Study study = Study.open(
                store,
                Searches.plain(", \"pruner\": {\"type\": \"median\", \"startup_trials\": 1, \"warmup_epochs\": 1}"));
        int worse = study.ask().orElseThrow().number();
        int better = study.ask().orElseThrow().number();
        assertThat(study.report(worse, 2, Map.of("loss", 0.9)).stops()).isFalse();
        study.report(better, 2, Map.of("loss", 0.1));
        study.report(better, 4, Map.of("loss", 0.1));
        study.tell(better, 0.1);

        assertThat(study.report(worse, 3, Map.of("train.loss", 0.2)).stops()).isFalse();
        assertThat(study.report(worse, 4, Map.of("loss", 0.9)).stops()).isTrue();
    }

    @Test
    void theFrontHoldsTheTrialsThatNoOtherOneBeats() {
        Study study = Study.open(store, Searches.pair(""));
        for (double[] values : new double[][] {{3, 1}, {2, 2}, {2, 3}, {1, 9}}) {
            study.tell(study.ask().orElseThrow().number(), Map.of("loss", values[0], "size", values[1]));
        }
        assertThat(study.front().trials()).extracting(Trial::number).containsExactly(3, 1, 0);
    }

    @Test
    void whatIsAskedAndToldIsKept() {
        Study study = Study.open(store, Searches.plain(""));

        Trial trial = study.ask().orElseThrow();
        study.report(trial.number(), 1, Map.of("loss", 3.0));
        study.tell(trial.number(), 2.0);

        assertThat(study.best().orElseThrow().metrics()).isEqualTo(Map.of("loss", 2.0));
        assertThat(study.best().orElseThrow().configuration()).isEqualTo(trial.configuration());
        assertThat(study.trials()).hasSize(1);
    }

    @Test
    void anOpenedStudySuggestsWhatTheFirstOneWouldHaveSuggested() {
        TrialStore other = TrialStores.inMemory();
        Study straight = Study.open(other, Searches.plain(""));
        for (int i = 0; i < 30; i++) {
            Study reopened = Study.open(store, Searches.plain(""));
            for (Study study : List.of(straight, reopened)) {
                Trial trial = study.ask().orElseThrow();
                double x = trial.configuration().orElseThrow().getDouble("x");
                study.tell(trial.number(), x * x);
            }
        }

        assertThat(Study.open(store, Searches.plain("")).trials())
                .extracting(Trial::configuration)
                .isEqualTo(straight.trials().stream().map(Trial::configuration).toList());
    }

    @Test
    void theBudgetCountsAllTrialsOfTheStudy() {
        SearchDefinition two = Searches.plain(", \"budget\": {\"trials\": 2}");
        Study study = Study.open(store, two);
        study.tell(study.ask().orElseThrow().number(), 1);
        study.fail(study.ask().orElseThrow().number(), failure(FailureReason.ERROR));

        assertThat(study.ask()).isEmpty();
        assertThat(study.isExhausted()).isFalse();

        study.changeBudget(Budget.ofTrials(3));
        assertThat(study.ask()).isPresent();
        assertThat(study.ask()).isEmpty();
        assertThat(study.record().version()).isEqualTo(2);
    }

    @Test
    void aFiniteSpaceIsTriedOnceAndThenExhausted() {
        Study study = Study.open(store, Searches.finite(""));
        Set<Configuration> tried = new HashSet<>();
        for (Optional<Trial> trial = study.ask(); trial.isPresent(); trial = study.ask()) {
            tried.add(trial.get().configuration().orElseThrow());
            study.tell(trial.get().number(), 1);
        }

        assertThat(tried).hasSize(4);
        assertThat(study.isExhausted()).isTrue();
        assertThat(study.trials()).hasSize(4);
    }

    @Test
    void enqueuedConfigurationsComeFirstAndAreCompleted() {
        Study study = Study.open(store, Searches.plain(", \"enqueue\": [{\"x\": 0.5, \"n\": 2}, {\"n\": 3}]"));

        assertThat(study.ask().orElseThrow().configuration()).contains(Configuration.of(Map.of("x", 0.5, "n", 2L)));
        Trial second = study.ask().orElseThrow();
        assertThat(second.configuration().orElseThrow().getInt("n")).isEqualTo(3);
        assertThat(second.configuration().orElseThrow().getDouble("x")).isBetween(-1.0, 1.0);
    }

    @Test
    void aQueuedConfigurationThatCannotBeFails() {
        Study study = Study.open(store, Searches.plain(""));
        store.enqueue(study.record().id(), List.of(Configuration.of(Map.of("n", 7L))), Map.of());

        Trial next = study.ask().orElseThrow();

        Trial impossible = study.trials().get(0);
        assertThat(next.number()).isEqualTo(1);
        assertThat(impossible.state()).isEqualTo(TrialState.FAILED);
        assertThat(impossible.failure().orElseThrow().reason()).isEqualTo(FailureReason.INVALID);
        assertThat(impossible.failure().orElseThrow().message()).contains("7");
    }

    @Test
    void aDuplicateTakesOverTheResultOfItsTwin() {
        Study study = Study.open(store, Searches.plain(""));
        Configuration twice = Configuration.of(Map.of("x", 0.5, "n", 2L));
        study.enqueue(twice, twice);
        study.report(study.ask().orElseThrow().number(), 1, Map.of("loss", 9.0));
        study.tell(0, 4.0);

        assertThat(study.ask().orElseThrow().number()).isEqualTo(2);
        Trial twin = study.trials().get(1);
        assertThat(twin.metrics()).isEqualTo(Map.of("loss", 4.0));
        assertThat(twin.attributes()).containsEntry("duplicate_of", "0");
        assertThat(store.reports(study.record().id(), 1)).hasSize(1);
    }

    @Test
    void aDuplicateThatWasKilledWhileItTookOverGoesOnTakingOver() {
        String budget = ", \"budget\": {\"epochs\": 3}";
        Study study = Study.open(store, Searches.plain(budget));
        Configuration twice = Configuration.of(Map.of("x", 0.5, "n", 2L));
        study.enqueue(twice, twice);
        int first = study.ask().orElseThrow().number();
        study.report(first, 1, Map.of("loss", 9.0));
        study.report(first, 2, Map.of("loss", 8.0));
        study.tell(first, 4.0);
        long id = study.record().id();
        int second = store.claim(id, Owner.current(), OptionalInt.empty())
                .orElseThrow()
                .number();
        store.assign(id, second, twice, Map.of());
        store.report(id, second, store.reports(id, first).get(0), Map.of("duplicate_of", "0"));
        store.interrupt(id, second, Map.of());
        assertThat(study.isOutOfEpochs())
                .as("what was taken over costs no epochs")
                .isFalse();

        assertThat(Study.open(store, Searches.plain(budget)).ask().orElseThrow().number())
                .isEqualTo(2);
        assertThat(study.trials().get(second).attributes()).containsEntry("duplicate_of", "0");
        assertThat(store.reports(id, second)).isEqualTo(store.reports(id, first));
    }

    @Test
    void aMissingOrInfiniteValueFailsTheTrial() {
        Study study = Study.open(store, Searches.plain(""));
        study.tell(study.ask().orElseThrow().number(), Double.NaN);
        study.tell(study.ask().orElseThrow().number(), Map.of("los", 1.0));

        assertThat(study.trials())
                .extracting(trial -> trial.failure().orElseThrow().reason())
                .containsExactly(FailureReason.NAN, FailureReason.ERROR);
        assertThat(study.trials().get(1).failure().orElseThrow().message()).contains("did you mean 'los'");
        assertThat(study.best()).isEmpty();
    }

    @Test
    void oneValueForSeveralGoalsIsRefusedAndCostsNoTrial() {
        Study study = Study.open(store, Searches.pair(""));
        int number = study.ask().orElseThrow().number();

        assertThatThrownBy(() -> study.tell(number, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("one value is not enough for the goals loss, size: tell a map with a value of each");
        study.tell(number, Map.of("loss", 1.0, "size", 2.0));
        assertThat(study.trials().get(number).state()).isEqualTo(TrialState.COMPLETE);
    }

    @Test
    void onlyTrialsThatWereGivenOutHereCanBeTold() {
        Study study = Study.open(store, Searches.plain(""));
        int number = study.ask().orElseThrow().number();
        Study other = Study.open(store, Searches.plain(""));

        assertThatThrownBy(() -> other.tell(number, 1)).isInstanceOf(TrialStateException.class);
        study.tell(number, 1);
        assertThatThrownBy(() -> study.tell(number, 1)).hasMessage("trial 0 is already complete");
        assertThatThrownBy(() -> study.tell(9, 1)).hasMessage("there is no trial 9");
    }

    @Test
    void anInterruptedTrialIsGivenOutAgainAsItWas() {
        Study study = Study.open(store, Searches.plain(""));
        Trial trial = study.ask().orElseThrow();
        study.report(trial.number(), 1, Map.of("loss", 1.0));
        study.interrupt(trial.number());

        Trial again = Study.open(store, Searches.plain("")).ask().orElseThrow();
        assertThat(again.number()).isEqualTo(trial.number());
        assertThat(again.configuration()).isEqualTo(trial.configuration());
        assertThat(again.seed()).isEqualTo(trial.seed());
        assertThat(again.lastStep()).isEqualTo(1);
    }

    @Test
    void theJudgementThatAKillPreventedIsMadeUpFor() {
        SearchDefinition pruned =
                Searches.plain(", \"pruner\": {\"type\": \"median\", \"warmup_epochs\": 1, \"startup_trials\": 1}");
        Study study = Study.open(store, pruned);
        int good = study.ask().orElseThrow().number();
        study.report(good, 1, Map.of("loss", 1.0));
        study.report(good, 2, Map.of("loss", 1.0));
        study.tell(good, 1);
        int bad = study.ask().orElseThrow().number();
        study.report(bad, 1, Map.of("loss", 5.0));
        assertThat(study.report(bad, 2, Map.of("loss", 5.0)).prune()).isTrue();
        study.interrupt(bad);

        Study resumed = Study.open(store, pruned);
        assertThat(resumed.ask().orElseThrow().number()).isEqualTo(2);
        assertThat(resumed.trials().get(bad).state()).isEqualTo(TrialState.PRUNED);
        assertThat(resumed.trials().get(bad).attributes()).containsKey("pruned");
    }

    @Test
    void aStudyTakesOnALargerBudgetAndCannotBecomeAnotherOne() {
        SearchDefinition three = Searches.plain(", \"budget\": {\"trials\": 3}");
        Study.open(store, three);

        assertThat(Study.open(store, Searches.plain(", \"budget\": {\"trials\": 5}"))
                        .record()
                        .version())
                .isEqualTo(2);
        assertThatThrownBy(() ->
                        Study.open(store, three.withBudget(Budget.ofTrials(5)).withSeed(4)))
                .isInstanceOf(StudyChangedException.class)
                .hasMessage("study 'plain' exists and searches something else: /seed: 3 -> 4");
        assertThatThrownBy(() -> Study.resume(store, "plan"))
                .isInstanceOf(StudyNotFoundException.class)
                .hasMessageContaining("did you mean 'plain'?");
    }

    @Test
    void theBestComeByValueThenByNumber() {
        Study study = Study.open(store, Searches.plain(""));
        for (double value : new double[] {3, 1, 2, 1}) {
            study.tell(study.ask().orElseThrow().number(), value);
        }

        assertThat(study.best(3)).extracting(Trial::number).containsExactly(1, 3, 2);
    }

    @Test
    void aConditionalValueAloneIsCompletedByWhatItNeeds() {
        Study study = Study.open(store, SearchDefinitions.parse("""
                {"name": "conditional", "objective": {"metric": "loss", "direction": "minimize"},
                 "space": {"optimizer": {"type": "categorical", "choices": ["adam", "rmsprop", "adagrad", "sgd"]},
                           "momentum": {"type": "float", "low": 0, "high": 1, "when": {"optimizer": "sgd"}}}}
                """, "conditional"));
        for (int i = 0; i < 20; i++) {
            study.enqueue(Configuration.of(Map.of("momentum", i / 20.0)));
        }

        for (int i = 0; i < 20; i++) {
            Trial trial = study.ask().orElseThrow();
            assertThat(trial.number()).isEqualTo(i);
            assertThat(trial.configuration().orElseThrow().getString("optimizer"))
                    .isEqualTo("sgd");
        }
    }

    @Test
    void anEnqueuedValueIsTheSameHoweverItIsWritten() {
        Study study = Study.open(store, Searches.plain(""));
        study.enqueue(Configuration.of(Map.of("x", 0L, "n", 2.0)), Configuration.of(Map.of("x", 0.0, "n", 2L)));
        study.tell(study.ask().orElseThrow().number(), 4.0);

        study.ask();

        assertThat(study.trials().get(1).attributes()).containsEntry("duplicate_of", "0");
    }

    @Test
    void aCallersOwnSchedulerTakesThePlaceOfThePruner() {
        Study study =
                Study.open(store, Searches.plain(""), new FreezeThawSampler(new RandomSampler(), 2, OptionalInt.of(8)));

        assertThat(study.pauses()).isTrue();
    }

    @Test
    void aNameThatIsTakenInAnotherCaseIsRefused() {
        Study.open(store, Searches.plain(""));
        SearchDefinition plain = SearchDefinition.of(
                "PLAIN", Searches.plain("").space(), Searches.plain("").goal());

        assertThatThrownBy(() -> Study.open(store, plain)).hasMessageContaining("'plain'");
    }
}
