package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.report.FakeStudies;
import dev.fer.search.FailureReason;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.importance.Marginal;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EffectsTest {
    private static final SearchSpace PLANE =
            SearchSpace.of(new FloatParameter("x", 0, 1, false), new FloatParameter("y", 0, 1, false));

    @Test
    void theOrderIsThatOfTheSharesOnceTheyCanBeTrusted() {
        // A bump in x has no rank correlation, while the slope of y has.
        ToDoubleFunction<Configuration> bump = c -> Math.pow(c.getDouble("x") - 0.5, 2) * 8 + 0.3 * c.getDouble("y");

        assertThat(plane(20, bump).order()).containsExactly("y", "x");
        assertThat(plane(200, bump).order()).containsExactly("x", "y");
        assertThat(plane(200, bump).isTrusted()).isTrue();
    }

    @Test
    void aMarginalFollowsTheGoalAlongItsParameter() {
        Marginal marginal = plane(300, c -> 2 * c.getDouble("x")).marginal("x").orElseThrow();

        assertThat(marginal.codes()).hasSize(49).startsWith(0).endsWith(1);
        assertThat(marginal.mean()[12]).isCloseTo(0.5, within(0.1));
        assertThat(marginal.mean()[36]).isCloseTo(1.5, within(0.1));
    }

    @Test
    void aMapIsSupportedOnlyWhereTrialsAre() {
        Effects effects = effects(PLANE, 100, i -> values(0.5 * halton(i, 2), halton(i, 3)), c -> c.getDouble("y"));
        PairMap map = effects.maps().get(0);

        for (int cell = 0; cell < map.supported().length; cell++) {
            boolean left = map.firstCode(cell) < 0.5;
            boolean right = map.firstCode(cell) > 0.6;
            assertThat(map.supported()[cell]).isIn(left, !right);
        }
        assertThat(map.secondCode(map.best().orElseThrow())).isLessThan(0.15);
        assertThat(map.firstCode(map.best().orElseThrow())).isLessThan(0.6);
    }

    @Test
    void choicesSupportOnlyThemselvesAndInactiveParametersNothing() {
        SearchSpace space = SearchSpace.of(
                new CategoricalParameter("optimizer", List.of("sgd", "adam")),
                new FloatParameter(
                        "momentum",
                        0,
                        1,
                        OptionalDouble.empty(),
                        false,
                        Optional.of(Condition.in("optimizer", "sgd"))));
        Effects effects = effects(
                space,
                60,
                i -> i % 2 == 0 ? Map.of("optimizer", "sgd", "momentum", halton(i, 3)) : Map.of("optimizer", "adam"),
                c -> c.find("momentum").map(m -> (Double) m).orElse(0.4));
        PairMap map = effects.maps().get(0);
        boolean[] supported = map.supported();

        assertThat(map.surface().first()).isEqualTo("optimizer");
        assertThat(IntStream.range(0, 24).filter(cell -> supported[cell]).count())
                .isEqualTo(24);
        assertThat(IntStream.range(24, 48).filter(cell -> supported[cell]).count())
                .isZero();
    }

    @Test
    void ofManyParametersTheMostTellingTenPairsAreMapped() {
        Effects effects = FakeStudies.generic("g", 80, 30, 2).data().mainEffects();

        assertThat(effects.maps()).hasSize(10);
        assertThat(effects.order()).hasSize(30);
    }

    @Test
    void theStrongestInteractionIsMappedFirst() {
        SearchSpace space =
                FakeStudies.generic("g", 1, 6, 1).study().definition().space();
        Effects effects = effects(
                space,
                900,
                i -> {
                    Map<String, Object> values = new LinkedHashMap<>();
                    int[] bases = {2, 3, 5, 7, 11, 13};
                    IntStream.range(0, 6).forEach(x -> values.put("x" + x, 10 * halton(i, bases[x]) - 5));
                    return values;
                },
                c -> c.getDouble("x4") * c.getDouble("x1") + 2 * c.getDouble("x0"));

        assertThat(effects.maps().get(0).surface().first()).isEqualTo("x1");
        assertThat(effects.maps().get(0).surface().second()).isEqualTo("x4");
        assertThat(effects.interactions().get(0).mean()).isGreaterThan(0.05);
    }

    @Test
    void oneParameterHasNoPair() {
        Effects effects = FakeStudies.generic("g", 30, 1, 1).data().mainEffects();

        assertThat(effects.marginals()).hasSize(1);
        assertThat(effects.maps()).isEmpty();
    }

    @Test
    void withoutDifferentValuesThereIsNothingToDraw() {
        Trial complete = FakeStudies.complete(0, x(0.5), Map.of("loss", 0.5));
        Trial failed = FakeStudies.failed(1, x(0.1), FailureReason.NAN, "NaN");

        assertThat(List.of(
                        FakeStudies.of("s", PLANE, "loss").data().mainEffects(),
                        FakeStudies.of("s", PLANE, "loss", complete).data().mainEffects(),
                        FakeStudies.of("s", PLANE, "loss", failed).data().mainEffects(),
                        plane(40, c -> 0.5)))
                .allSatisfy(effects -> {
                    assertThat(effects.isDrawn()).isFalse();
                    assertThat(effects.importance().caution()).isPresent();
                    assertThat(effects.marginals()).isEmpty();
                    assertThat(effects.maps()).isEmpty();
                });
    }

    @Test
    void valuesThatAreNotFiniteAreLeftOut() {
        List<Double> odd = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        Trial[] trials = IntStream.range(0, 60)
                .mapToObj(i -> FakeStudies.complete(
                        i,
                        Configuration.of(values(halton(i, 2), halton(i, 3))),
                        Map.of("loss", i < 3 ? odd.get(i) : halton(i, 2))))
                .toArray(Trial[]::new);

        Effects effects = FakeStudies.of("s", PLANE, "loss", trials).data().mainEffects();

        assertThat(effects.importance().available()).isEqualTo(57);
        assertThat(effects.maps().get(0).surface().mean()).doesNotContain(Double.NaN);
    }

    @Test
    void prunedTrialsTellTheModelNothing() {
        Trial[] trials = IntStream.range(0, 60)
                .mapToObj(i -> FakeStudies.trial(
                        i,
                        i % 2 == 0 ? TrialState.COMPLETE : TrialState.PRUNED,
                        Configuration.of(values(halton(i, 2), halton(i, 3))),
                        Map.of("loss", halton(i, 2)),
                        Optional.empty()))
                .toArray(Trial[]::new);

        assertThat(FakeStudies.of("s", PLANE, "loss", trials)
                        .data()
                        .mainEffects()
                        .importance()
                        .available())
                .isEqualTo(30);
    }

    private static Effects plane(int trials, ToDoubleFunction<Configuration> objective) {
        return effects(PLANE, trials, i -> values(halton(i, 2), halton(i, 3)), objective);
    }

    /** Values of a trial by its number. */
    private interface Point {
        Map<String, Object> at(int number);
    }

    private static Effects effects(
            SearchSpace space, int trials, Point point, ToDoubleFunction<Configuration> objective) {
        Trial[] made = IntStream.range(0, trials)
                .mapToObj(i -> {
                    Configuration configuration = Configuration.of(point.at(i));
                    return FakeStudies.complete(
                            i, configuration, Map.of("loss", objective.applyAsDouble(configuration)));
                })
                .toArray(Trial[]::new);
        return FakeStudies.of("s", space, "loss", made).data().mainEffects();
    }

    private static Configuration x(double value) {
        return Configuration.of(values(value, value));
    }

    private static Map<String, Object> values(double x, double y) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("x", x);
        values.put("y", y);
        return values;
    }

    /** The radical inverse: evenly spread over 0..1. */
    private static double halton(int index, int base) {
        double result = 0;
        double weight = 1;
        for (int rest = index + 1; rest > 0; rest /= base) {
            weight /= base;
            result += weight * (rest % base);
        }
        return result;
    }
}
