package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fer.common.Seeds;
import dev.fer.search.FailureReason;
import dev.fer.search.History;
import dev.fer.search.Objective;
import dev.fer.search.Trial;
import dev.fer.search.TrialContext;
import dev.fer.search.TrialFailedException;
import dev.fer.search.sampler.RandomSampler;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.sampler.gp.GpModel;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.TrialStateException;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a search does that runs configurations several times. */
class RepeatsTest {
    private final TrialStore store = TrialStores.inMemory();

    @AfterEach
    void close() {
        store.close();
    }

    private static Map<String, Double> noisy(TrialContext trial) {
        double noise = Seeds.random(trial.seed(), "noise").nextDouble();
        return Map.of("loss", Math.abs(trial.configuration().getDouble("x")) + noise);
    }

    private Study search(String more) {
        Study study = Study.open(store, Searches.plain(more));
        study.optimize(RepeatsTest::noisy);
        return study;
    }

    @Test
    void everyConfigurationIsRunWithSeveralSeedsAndScoredByTheirMean() {
        Study study = search(", \"repeats\": 3, \"budget\": {\"trials\": 12}, \"sampler\": {\"type\": \"random\"}");
        Map<Object, List<Trial>> groups = study.trials().stream()
                .collect(Collectors.groupingBy(trial -> trial.configuration().orElseThrow()));
        assertThat(groups).hasSize(4).allSatisfy((configuration, trials) -> {
            assertThat(trials).hasSize(3);
            assertThat(trials).extracting(Trial::seed).doesNotHaveDuplicates();
            Standings.Score score = study.score(trials.get(0).number()).orElseThrow();
            double mean = trials.stream()
                    .mapToDouble(trial -> trial.metric("loss").orElseThrow())
                    .average()
                    .orElseThrow();
            assertThat(score.mean()).isCloseTo(mean, within(1e-12));
            assertThat(score.runs()).isEqualTo(3);
            assertThat(score.deviation()).isPositive();
        });
        Trial best = study.best().orElseThrow();
        assertThat(groups.values())
                .extracting(trials ->
                        study.score(trials.get(0).number()).orElseThrow().mean())
                .allSatisfy(mean -> assertThat(mean)
                        .isGreaterThanOrEqualTo(
                                study.score(best.number()).orElseThrow().mean()));
    }

    @Test
    void repeatsMayBeSpentOnContendersOnly() {
        Study study = search(
                ", \"repeats\": {\"count\": 4, \"contenders\": 2}, \"budget\": {\"trials\": 40}, \"sampler\": {\"type\": \"random\"}");
        Map<Object, Long> runs = study.trials().stream()
                .collect(Collectors.groupingBy(trial -> trial.configuration().orElseThrow(), Collectors.counting()));
        assertThat(runs.values()).contains(1L, 4L);
        assertThat(runs.size())
                .as("most of the budget goes to new configurations")
                .isGreaterThan(15);
        assertThat(study.score(study.best().orElseThrow().number())
                        .orElseThrow()
                        .runs())
                .isEqualTo(4);
    }

    @Test
    void aRepeatNamesTheTrialThatItRepeats() {
        Study study = search(", \"repeats\": 2, \"budget\": {\"trials\": 4}");
        assertThat(study.trials())
                .extracting(trial -> trial.attributes().getOrDefault(Standings.REPEAT_OF, ""))
                .containsExactly("", "0", "", "2");
    }

    @Test
    void aConfigurationThatFailedIsNotRepeated() {
        Study study = Study.open(store, Searches.plain(", \"repeats\": 2, \"budget\": {\"trials\": 4}"));
        study.optimize(trial -> {
            throw new TrialFailedException(FailureReason.ERROR, "no luck");
        });
        assertThat(study.trials()).extracting(Trial::configuration).doesNotHaveDuplicates();
    }

    @Test
    void aRepeatThatFailedDoesNotBarItsConfiguration() {
        Study study = Study.open(store, Searches.plain(", \"repeats\": 2, \"budget\": {\"trials\": 4}"));
        int best = next(study);
        study.tell(best, 0.1);
        study.fail(next(study), new Trial.Failure(FailureReason.ERROR, "no luck", ""));
        int worse = next(study);
        study.tell(worse, 0.5);
        study.tell(next(study), 0.5);

        assertThat(study.score(worse).orElseThrow().runs()).isEqualTo(2);
        assertThat(study.best().orElseThrow().number()).isEqualTo(best);
    }

    @Test
    void aTrialCountsWhoseLikeFailedBesideIt() {
        Study study = Study.open(store, Searches.plain(", \"budget\": {\"trials\": 2}"));
        Configuration wanted = Configuration.of(Map.of("x", 0.5, "n", 2));
        study.enqueue(wanted, wanted);
        int first = next(study);
        int second = next(study);
        assertThat(study.best()).isEmpty();
        study.fail(first, new Trial.Failure(FailureReason.ERROR, "no luck", ""));
        assertThat(study.best()).isEmpty();
        study.tell(second, 0.5);

        assertThat(study.best().orElseThrow().number()).isEqualTo(second);
    }

    @Test
    void ofTwoEqualTrialsThatRunAtOnceBothCountInWhateverOrderTheyEnd() {
        Study study = Study.open(store, Searches.plain(", \"budget\": {\"trials\": 3}"));
        Configuration wanted = Configuration.of(Map.of("x", 0.5, "n", 2));
        study.enqueue(wanted, wanted);
        int first = next(study);
        int second = next(study);

        study.tell(second, 0.5);
        assertThat(study.best()).map(Trial::number).contains(second);
        study.tell(first, 0.3);

        assertThat(study.score(first).orElseThrow().runs()).isEqualTo(2);
        assertThat(study.score(second).orElseThrow().mean()).isCloseTo(0.4, within(1e-12));
        assertThat(study.best()).map(Trial::number).contains(first);
        assertThat(Standings.of(study.definition(), study.trials()).best(1)).containsExactly(first);
    }

    @Test
    void aCopyOfARunIsNoOtherRun() {
        Study study = Study.open(store, Searches.plain(", \"budget\": {\"trials\": 1}"));
        study.tell(next(study), 0.1);
        store.add(study.record().id(), study.trials().get(0), List.of());

        assertThat(study.score(0).orElseThrow().runs()).isEqualTo(1);
    }

    @Test
    void aRunThatWasPrunedIsMissingInTheMean() {
        Study study = Study.open(store, Searches.plain(", \"repeats\": 2, \"budget\": {\"trials\": 4}"));
        int lucky = next(study);
        study.tell(lucky, 0.1);
        study.prune(next(study), "worse");
        int sure = next(study);
        study.tell(sure, 0.2);
        study.tell(next(study), 0.2);

        assertThat(study.best()).map(Trial::number).contains(sure);
    }

    @Test
    void whatMayBecomeTheBestWhenItsRepeatsHaveEndedIsKept() {
        Study study = Study.open(store, Searches.plain(", \"repeats\": 2, \"budget\": {\"trials\": 4}"));
        int proven = next(study);
        study.tell(proven, 0.5);
        study.tell(next(study), 0.5);
        int promising = next(study);
        study.tell(promising, 0.1);

        assertThat(study.best()).map(Trial::number).contains(proven);
        assertThat(study.promising(1)).containsExactly(proven, promising);
        study.tell(next(study), 0.1);
        assertThat(study.promising(1)).containsExactly(promising);
        assertThat(study.promising(0)).isEmpty();
    }

    private static int next(Study study) {
        return study.ask().orElseThrow().number();
    }

    @Test
    void aSearchInPiecesRepeatsLikeOneInOneGo() {
        String more = ", \"repeats\": {\"count\": 3, \"contenders\": 3}, \"budget\": {\"trials\": %d}";
        List<Object> whole = configurations(search(more.formatted(20)));
        try (TrialStore other = TrialStores.inMemory()) {
            for (int trials : List.of(1, 2, 7, 11, 20)) {
                Study.open(other, Searches.plain(more.formatted(trials))).optimize(RepeatsTest::noisy);
            }
            assertThat(configurations(Study.resume(other, "plain"))).isEqualTo(whole);
        }
    }

    private static List<Object> configurations(Study study) {
        Function<Trial, Object> configuration = trial -> trial.configuration().orElseThrow();
        return study.trials().stream().map(configuration).toList();
    }

    @Test
    void aRetryIsEvaluatedAgainWithASeedOfItsOwn() {
        Study study = search(", \"budget\": {\"trials\": 2}");
        int retry = study.retry(1);
        Study.open(store, Searches.plain(", \"budget\": {\"trials\": 3}")).optimize(RepeatsTest::noisy);

        List<Trial> trials = study.trials();
        assertThat(trials.get(retry).configuration()).isEqualTo(trials.get(1).configuration());
        assertThat(trials.get(retry).metrics()).isNotEqualTo(trials.get(1).metrics());
        assertThat(trials.get(retry).attributes()).containsEntry(Standings.RETRY_OF, "1");
        assertThat(study.score(1).orElseThrow().runs()).isEqualTo(2);
        assertThatThrownBy(() -> study.retry(9)).isInstanceOf(TrialStateException.class);
    }

    @Test
    void aTrialThatFailedAndSucceedsOnItsRetryMayBecomeTheBest() {
        Study study = Study.open(store, Searches.plain(", \"budget\": {\"trials\": 1}"));
        study.optimize(trial -> {
            throw new TrialFailedException(FailureReason.ERROR, "no luck");
        });
        int retry = study.retry(0);
        Study again = Study.open(store, Searches.plain(", \"budget\": {\"trials\": 2}"));
        again.optimize(RepeatsTest::noisy);
        assertThat(again.best()).map(Trial::number).contains(retry);
    }

    @Test
    void aConfigurationThatFailedAndSucceedsWhenItIsEnqueuedAgainMayBecomeTheBest() {
        Configuration both = Configuration.of(Map.of("x", 0.0, "n", 2L));
        Study study = Study.open(store, Searches.plain(", \"budget\": {\"trials\": 1}"));
        study.enqueue(both);
        study.optimize(trial -> {
            throw new TrialFailedException(FailureReason.ERROR, "no luck");
        });
        study.enqueue(both);
        Study again = Study.open(store, Searches.plain(", \"budget\": {\"trials\": 2}"));
        again.optimize(trial -> Map.of("loss", 0.0));

        assertThat(again.best().orElseThrow().number()).isEqualTo(1);
        assertThat(again.score(1).orElseThrow().runs()).isEqualTo(1);
        assertThat(Standings.of(again.definition(), again.trials()).best(1)).containsExactly(1);
    }

    /** Suggests at random and keeps what it was told last. */
    private static final class Listener implements Sampler {
        private final Sampler random = new RandomSampler();
        private final Set<History> histories = new HashSet<>();
        private Optional<History> told = Optional.empty();
        private int number;

        @Override
        public Optional<Suggestion> suggest(History history, int trial, long seed) {
            told = Optional.of(history);
            histories.add(history);
            number = trial;
            return random.suggest(history, trial, seed);
        }
    }

    /** Returns what a sampler is told last, which is all that has ended by then with the means of its runs. */
    private History told(String repeats, int trials, Objective objective) {
        Listener listener = new Listener();
        String more = ", \"repeats\": %s, \"budget\": {\"trials\": %d}".formatted(repeats, trials);
        Study study = Study.open(store, Searches.plain(more), listener);
        study.optimize(objective);
        History told = listener.told.orElseThrow();
        Standings then = Standings.of(study.definition(), study.trials().subList(0, listener.number));
        assertThat(told.finished()).extracting(History.Finished::number).hasSameElementsAs(then.best(trials));
        assertThat(told.finished())
                .allSatisfy(trial -> assertThat(trial.losses())
                        .containsExactly(
                                then.score(trial.number()).orElseThrow().mean()));
        return told;
    }

    @Test
    void aSamplerIsToldOfEachConfigurationOnceWithTheMeanOfItsRuns() {
        History told = told("3", 13, RepeatsTest::noisy);

        assertThat(told.finished()).extracting(History.Finished::number).containsExactly(0, 3, 6, 9);
        assertThat(told.active()).isEmpty();
        assertThat(told.repeats()).isEqualTo(8);
    }

    @Test
    void aSamplerIsToldOfOneHistoryThatGrowsAsLongAsNoMeanOfItChanges() {
        Listener steady = new Listener();
        Study.open(store, Searches.plain(", \"repeats\": 3, \"budget\": {\"trials\": 31}"), steady)
                .optimize(RepeatsTest::noisy);

        assertThat(steady.told.orElseThrow().finished()).hasSize(10);
        assertThat(steady.histories).hasSize(1);
    }

    @Test
    void repeatsOfContendersAreMeansToo() {
        History told = told("{\"count\": 4, \"contenders\": 2}", 30, RepeatsTest::noisy);

        assertThat(told.finished())
                .extracting(History.Finished::configuration)
                .doesNotHaveDuplicates()
                .hasSizeBetween(8, 24);
    }

    @Test
    void repeatsOfNoiseDoNotPassForSkill() {
        History told = told("3", 37, trial -> {
            int chance = trial.configuration().hashCode();
            return Map.of("loss", Seeds.random(chance, "noise").nextDouble());
        });
        GpModel model = new GpModel(told, new UnitSpace(told.space()));

        assertThat(model.update()).isEqualTo(12);
        assertThat(model.skill()).isLessThan(0.2);
    }

    @Test
    void aLuckyRunDoesNotPutAConfigurationOnTheFront() {
        Study study = Study.open(store, Searches.pair(", \"repeats\": 3, \"budget\": {\"trials\": 6}"));
        double[][] runs = {{0.1, 1}, {0.1, 1}, {0.4, 1}, {0.5, 2}, {0.05, 2}, {0.5, 2}};
        for (double[] run : runs) {
            study.tell(next(study), Map.of("loss", run[0], "size", run[1]));
        }

        assertThat(study.front().trials()).singleElement().satisfies(trial -> {
            assertThat(trial.number()).isZero();
            assertThat(trial.metric("loss").orElseThrow()).isCloseTo(0.2, within(1e-12));
            assertThat(trial.metric("size")).contains(1.0);
        });
        assertThat(Averages.front(study.definition(), study.trials())).isEqualTo(study.front());
    }

    @Test
    void withRepeatsTheFirstAxisIsStillCoveredEvenly() {
        search(", \"repeats\": 4, \"budget\": {\"trials\": 64}, \"sampler\": {\"type\": \"sobol\"}");
        Map<Double, Long> configurations = Study.resume(store, "plain").trials().stream()
                .map(trial -> trial.configuration().orElseThrow().getDouble("x"))
                .distinct()
                .collect(Collectors.groupingBy(x -> Math.floor(x * 8), Collectors.counting()));

        assertThat(configurations)
                .hasSize(16)
                .allSatisfy((cell, count) -> assertThat(count).isEqualTo(1));
    }
}
