package dev.fer.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.space.Configuration;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
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
        assertThat(meanBest(this::sampler, bowl)).isLessThan(meanBest(RandomSampler::new, bowl) / 5);
    }

    private static double meanBest(Supplier<Sampler> sampler, ToDoubleFunction<Configuration> objective) {
        return LongStream.range(0, 8)
                .mapToDouble(seed -> new Loop(Spaces.box(4), sampler.get(), seed)
                        .run(200, objective).stream()
                                .mapToDouble(objective)
                                .min()
                                .orElseThrow())
                .average()
                .orElseThrow();
    }

    @Test
    void aPopulationOfOneIsRefused() {
        assertThatThrownBy(() -> new Nsga2Sampler(1)).hasMessage("a population has at least 2 members, found 1");
    }
}
