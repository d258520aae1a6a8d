package dev.fer.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.History;
import dev.fer.search.definition.ComponentException;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.sampler.tpe.TpeProfile;
import dev.fer.search.space.Configuration;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PublishedTpeTest {
    @Nested
    class Optuna extends SamplerContractTest {
        @Override
        Sampler sampler() {
            return new TpeSampler(TpeProfile.named("optuna"));
        }
    }

    @Nested
    class Hyperopt extends SamplerContractTest {
        @Override
        Sampler sampler() {
            return new TpeSampler(TpeProfile.named("hyperopt"));
        }
    }

    @Nested
    class Watanabe extends SamplerContractTest {
        @Override
        Sampler sampler() {
            return new TpeSampler(TpeProfile.named("watanabe2023"));
        }
    }

    @Test
    void eachProfileIsBetterThanRandomSearchAndUnlikeTheOthers() {
        ToDoubleFunction<Configuration> bowl = c -> c.names().stream()
                .mapToDouble(name -> Math.pow(c.getDouble(name) - 0.4, 2))
                .sum();
        double random = medianBest(new Component("random", Map.of()), bowl);
        List<Double> bests = List.of("default", "optuna", "hyperopt", "watanabe2023").stream()
                .map(profile -> medianBest(new Component("tpe", Map.of("profile", profile)), bowl))
                .toList();
        assertThat(bests)
                .doesNotHaveDuplicates()
                .allSatisfy(best -> assertThat(best).isLessThan(random / 2));
    }

    private static double medianBest(Component component, ToDoubleFunction<Configuration> objective) {
        double[] bests = LongStream.range(0, 9)
                .mapToDouble(seed -> new Loop(Spaces.box(3), Samplers.create(component, List.of(Loop.LOSS)), seed)
                        .run(150, objective).stream()
                                .mapToDouble(objective)
                                .min()
                                .orElseThrow())
                .sorted()
                .toArray();
        return bests[4];
    }

    @Test
    void aProfileBringsItsStartupTrialsUnlessTheFileGivesThem() {
        assertThat(startup(Map.of("profile", "hyperopt"))).isEqualTo(20);
        assertThat(startup(Map.of("profile", "hyperopt", "startup_trials", 10L)))
                .isEqualTo(10);
        assertThat(startup(Map.of("profile", "optuna"))).isEqualTo(10);
        assertThat(startup(Map.of())).isEqualTo(10);
    }

    /** Returns after how many trials suggestions are no longer those that TPE would make without a model. */
    private static int startup(Map<String, Object> options) {
        Loop loop = new Loop(Spaces.box(2), Samplers.create(new Component("tpe", options), List.of(Loop.LOSS)), 1);
        Sampler drawing = new TpeSampler(TpeProfile.named("default").withStartupTrials(1000));
        for (int number = 0; ; number++) {
            History before = loop.history;
            Configuration drawn =
                    drawing.suggest(before, number, 1).orElseThrow().configuration();
            if (!loop.run(1, c -> Math.abs(c.getDouble("x0"))).get(0).equals(drawn)) {
                return number;
            }
        }
    }

    @Test
    void anUnknownProfileIsRefused() {
        assertThatThrownBy(
                        () -> Samplers.create(new Component("tpe", Map.of("profile", "optunna")), List.of(Loop.LOSS)))
                .isInstanceOf(ComponentException.class)
                .hasMessage("sampler 'tpe': 'profile' takes one of \"default\", \"optuna\", \"hyperopt\","
                        + " \"watanabe2023\", found optunna");
    }
}
