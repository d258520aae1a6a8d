package dev.fer.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.space.Configuration;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class Nsga2SamplerTest extends SamplerContractTest {
    @Override
    Sampler sampler() {
        return new Nsga2Sampler(20);
    }

    @Test
    void withOneGoalItIsAGeneticAlgorithmThatBeatsRandomSearch() {
        ToDoubleFunction<Configuration> bowl = c -> c.names().stream()
                .mapToDouble(name -> Math.pow(c.getDouble(name) - 0.3, 2))
                .sum();
        for (int seed = 0; seed < 5; seed++) {
            assertThat(best(sampler(), bowl, seed)).isLessThan(best(new RandomSampler(), bowl, seed) / 3);
        }
    }

    private static double best(Sampler sampler, ToDoubleFunction<Configuration> objective, long seed) {
        return new Loop(Spaces.box(4), sampler, seed)
                .run(200, objective).stream().mapToDouble(objective).min().orElseThrow();
    }

    @Test
    void aPopulationOfOneIsRefused() {
        assertThatThrownBy(() -> new Nsga2Sampler(1)).hasMessage("a population has at least 2 members, found 1");
    }
}
