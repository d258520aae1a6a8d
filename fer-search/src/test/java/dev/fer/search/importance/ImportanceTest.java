package dev.fer.search.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fer.common.Seeds;
import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.importance.Importance.PairShare;
import dev.fer.search.importance.Importance.Share;
import dev.fer.search.sampler.RandomSampler;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.ConstantParameter;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class ImportanceTest {
    private static final Goal LOSS = new Goal("loss", Direction.MINIMIZE);

    private static History history(SearchSpace space, int trials, ToDoubleFunction<Configuration> objective) {
        History history = new History(space, List.of(LOSS));
        RandomSampler random = new RandomSampler();
        for (int number = 0; number < trials; number++) {
            Configuration configuration =
                    random.suggest(history, number, 1).orElseThrow().configuration();
            history.start(number, configuration);
            history.finish(number, TrialState.COMPLETE, Map.of("loss", objective.applyAsDouble(configuration)));
        }
        return history;
    }

    private static Importance of(SearchSpace space, int trials, ToDoubleFunction<Configuration> objective) {
        return Importance.of(history(space, trials, objective), LOSS, 1);
    }

    private static SearchSpace box(int dimensions, double radius) {
        return SearchSpace.of(
                IntStream.range(0, dimensions)
                        .mapToObj(i -> (Parameter) new FloatParameter("x" + i, -radius, radius, false))
                        .toList(),
                List.of());
    }

    private static double share(Importance importance, String parameter) {
        return importance.parameters().stream()
                .filter(share -> share.parameter().equals(parameter))
                .mapToDouble(Share::mean)
                .findFirst()
                .orElseThrow();
    }

    private static double share(Importance importance, String first, String second) {
        return importance.pairs().stream()
                .filter(pair -> pair.first().equals(first) && pair.second().equals(second))
                .mapToDouble(PairShare::mean)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sharesAreTheSobolIndicesOfIshigamisFunction() {
        Importance importance = of(box(3, Math.PI), 2000, c -> {
            double sine = Math.sin(c.getDouble("x0"));
            return sine + 7 * Math.pow(Math.sin(c.getDouble("x1")), 2) + 0.1 * Math.pow(c.getDouble("x2"), 4) * sine;
        });
        assertThat(importance.quality()).isGreaterThan(0.9);
        assertThat(importance.caution()).isEmpty();
        assertThat(share(importance, "x0")).isCloseTo(0.314, within(0.08));
        assertThat(share(importance, "x1")).isCloseTo(0.442, within(0.08));
        assertThat(share(importance, "x2")).isCloseTo(0, within(0.03));
        assertThat(share(importance, "x0", "x2")).isCloseTo(0.244, within(0.08));
        assertThat(share(importance, "x0", "x1")).isLessThan(0.04);
    }

    @Test
    void sharesOfASumAreThoseOfItsTermsVariances() {
        SearchSpace space = SearchSpace.of(
                new FloatParameter("a", 1e-4, 1, true),
                new CategoricalParameter("b", List.of("p", "q", "r")),
                new IntParameter("c", 0, 3),
                new FloatParameter("noise", 0, 1, false),
                new ConstantParameter("d", 5),
                new FloatParameter("e", 2, 2, false));
        Importance importance = of(
                space,
                1000,
                c -> Math.log10(c.getDouble("a")) + (c.getString("b").equals("q") ? 2 : 0) + c.getLong("c") * 0.5);
        double a = 16 / 12.0;
        double b = 4 * 2 / 9.0;
        double c = 0.25 * 15 / 12.0;
        double sum = a + b + c;
        assertThat(share(importance, "a")).isCloseTo(a / sum, within(0.03));
        assertThat(share(importance, "b")).isCloseTo(b / sum, within(0.03));
        assertThat(share(importance, "c")).isCloseTo(c / sum, within(0.03));
        assertThat(share(importance, "noise")).isLessThan(0.01);
        assertThat(share(importance, "d")).isZero();
        assertThat(share(importance, "e")).isZero();
        assertThat(importance.parameters()).extracting(Share::parameter).startsWith("a", "b", "c", "noise");
        assertThat(importance.pairs())
                .hasSize(6)
                .allSatisfy(pair -> assertThat(pair.mean()).isLessThan(0.02));
    }

    @Test
    void aConditionalParameterCountsWithTheProbabilityThatItIsActive() {
        SearchSpace space = SearchSpace.of(
                new CategoricalParameter("o", List.of("sgd", "adam"), List.of(0.25, 0.75), Optional.empty()),
                new FloatParameter("nothing", 0, 1, false),
                new FloatParameter("m", 0, 1, OptionalDouble.empty(), false, Optional.of(Condition.in("o", "sgd"))));
        Importance importance =
                of(space, 1500, c -> c.find("m").map(m -> 12 * (Double) m - 6).orElse(0.0));
        // m moves the mean by 0.25 (12 m - 6), whose variance is 0.75; the whole has 0.25 * 12 = 3; o alone has none.
        assertThat(share(importance, "m")).isCloseTo(0.25, within(0.05));
        assertThat(share(importance, "o")).isLessThan(0.03);
        assertThat(share(importance, "o", "m")).isCloseTo(0.75, within(0.05));
    }

    @Test
    void withoutEnoughDataItSaysSo() {
        for (int trials : new int[] {0, 1}) {
            Importance importance = of(box(2, 1), trials, c -> c.getDouble("x0"));
            assertThat(importance.parameters()).hasSize(2).allMatch(share -> share.mean() == 0);
            assertThat(importance.caution())
                    .contains("not enough data: " + trials + " complete trials, at least 2 are needed");
            assertThat(importance.quality()).isNaN();
        }
        assertThat(of(box(2, 1), 2, c -> c.getDouble("x0")).caution())
                .contains("only 2 complete trials; shares settle from about 30 on");
    }

    @Test
    void aConstantObjectiveGivesNobodyAShare() {
        Importance importance = of(box(2, 1), 50, c -> 3);
        assertThat(importance.parameters()).allMatch(share -> share.mean() == 0);
        assertThat(importance.caution()).contains("all 50 complete trials have the same value");
    }

    @Test
    void pureNoiseIsSaidToBeUnpredictable() {
        UniformRandomProvider random = Seeds.random(1, "noise");
        Importance importance = of(box(3, 1), 60, c -> random.nextDouble());
        assertThat(importance.quality()).isLessThan(0);
        assertThat(importance.caution()).contains("the trials do not let the metric be predicted from the parameters");
    }

    @Test
    void prunedFailedAndInfiniteTrialsAreLeftOut() {
        History history = history(box(1, 1), 40, c -> c.getDouble("x0"));
        Importance before = Importance.of(history, LOSS, 1);
        for (int i = 0; i < 30; i++) {
            history.start(100 + i, Configuration.of(Map.of("x0", i / 100.0)));
            TrialState state = List.of(TrialState.PRUNED, TrialState.FAILED, TrialState.COMPLETE)
                    .get(i % 3);
            history.finish(100 + i, state, Map.of("loss", Double.POSITIVE_INFINITY));
        }
        assertThat(Importance.of(history, LOSS, 1)).isEqualTo(before);
        assertThat(before.trials()).isEqualTo(40);
        assertThat(share(before, "x0")).isCloseTo(1, within(1e-9));
    }

    @Test
    void aLargeHistoryIsSampled() {
        Importance importance = of(box(2, 1), 2300, c -> c.getDouble("x0") + 0.5 * c.getDouble("x1"));
        assertThat(importance.trials()).isEqualTo(2000);
        assertThat(importance.available()).isEqualTo(2300);
        assertThat(share(importance, "x0")).isCloseTo(0.8, within(0.02));
    }

    @Test
    void aSpaceWithoutAnythingToSearchIsSurvived() {
        SearchSpace space = SearchSpace.of(new ConstantParameter("a", 1));
        History history = new History(space, List.of(LOSS));
        for (int i = 0; i < 40; i++) {
            history.start(i, Configuration.of(Map.of("a", 1)));
            history.finish(i, TrialState.COMPLETE, Map.of("loss", i / 40.0));
        }
        Importance importance = Importance.of(history, LOSS, 1);
        assertThat(importance.parameters()).containsExactly(new Share("a", 0, 0));
        assertThat(importance.pairs()).isEmpty();
    }

    @Test
    void anUnknownGoalIsRefused() {
        History history = history(box(1, 1), 2, c -> 1);
        assertThatThrownBy(() -> Importance.of(history, new Goal("accuracy", Direction.MAXIMIZE), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("accuracy")
                .hasMessageContaining("loss");
    }

    @Test
    void theTrialsOfAStoreGiveWhatTheirHistoryGives() {
        SearchSpace space = box(2, 1);
        History history = history(space, 60, c -> c.getDouble("x0") * c.getDouble("x1"));
        List<Trial> trials =
                history.finished().stream().map(ImportanceTest::stored).toList();
        assertThat(Importance.of(space, trials, "loss", 1)).isEqualTo(Importance.of(history, LOSS, 1));
        assertThat(Importance.of(space, trials, "accuracy", 1).caution())
                .hasValueSatisfying(caution -> assertThat(caution).startsWith("not enough data: 0"));
    }

    private static Trial stored(History.Finished trial) {
        return new Trial(
                trial.number(),
                trial.state(),
                Optional.of(trial.configuration()),
                0,
                Map.of("loss", trial.losses().get(0)),
                Map.of(),
                Optional.empty(),
                0,
                1,
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO);
    }

    @Test
    void allRunsOfAConfigurationAreOneTrialWithTheirMean() {
        SearchSpace space = box(2, 1);
        History random = history(space, 12, c -> 0);
        History repeated = new History(space, List.of(LOSS));
        for (int run = 0; run < 36; run++) {
            Configuration configuration = random.finished().get(run / 3).configuration();
            double chance = chance(run / 3);
            repeated.start(run, configuration);
            repeated.finish(run, TrialState.COMPLETE, Map.of("loss", chance + run % 3 - 1));
        }
        Importance importance = Importance.of(repeated, LOSS, 1);
        History means = history(space, 12, c -> chance(indexOf(random, c)));

        assertThat(importance.trials()).isEqualTo(12);
        assertThat(importance.available()).isEqualTo(12);
        assertThat(importance.caution()).isPresent();
        assertThat(importance.quality()).isCloseTo(Importance.of(means, LOSS, 1).quality(), within(1e-9));
        List<Trial> trials =
                repeated.finished().stream().map(ImportanceTest::stored).toList();
        assertThat(Importance.of(space, trials, "loss", 1)).isEqualTo(importance);
    }

    /** A multiple of a power of two, so that means are exact. */
    private static double chance(int index) {
        return Seeds.random(index, "noise").nextInt(1024) / 1024.0;
    }

    private static int indexOf(History history, Configuration configuration) {
        return history.finished().stream()
                .map(History.Finished::configuration)
                .toList()
                .indexOf(configuration);
    }

    @Test
    void sharesDoNotDependOnWhereZeroLies() {
        ToDoubleFunction<Configuration> sum = c -> c.getDouble("x0") + 0.5 * c.getDouble("x1");
        Importance near = of(box(2, 1), 200, sum);
        Importance far = of(box(2, 1), 200, c -> 1e9 + sum.applyAsDouble(c));
        assertThat(far.quality()).isCloseTo(near.quality(), within(1e-3));
        assertThat(share(far, "x0")).isCloseTo(share(near, "x0"), within(1e-3));
        assertThat(share(far, "x1")).isCloseTo(share(near, "x1"), within(1e-3));
    }
}
