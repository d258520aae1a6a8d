package dev.fer.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.search.space.Configuration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class RandomSamplerTest extends SamplerContractTest {
    @Override
    Sampler sampler() {
        return new RandomSampler();
    }

    @Test
    void drawsFollowTheirPriors() {
        List<Configuration> tried = new Loop(Spaces.everything(), sampler(), 1).run(4000, c -> 0);
        assertThat(share(tried, c -> c.getString("optimizer").equals("sgd"))).isCloseTo(0.8, within(0.03));
        assertThat(share(tried, c -> c.getDouble("rate") < Math.sqrt(1e-5))).isCloseTo(0.5, within(0.03));
        assertThat(share(tried, c -> c.getDouble("shift") < -2)).isCloseTo(0.1587, within(0.03));
        assertThat(share(tried, c -> c.getDouble("decay") < 1e-4)).isCloseTo(0.5, within(0.03));
        assertThat(share(tried, c -> c.getDouble("dropout") == 0.5)).isCloseTo(1.0 / 6, within(0.03));
        assertThat(share(tried, c -> c.getLong("units") == 1)).isCloseTo(Math.log(3) / Math.log(8193), within(0.03));
    }

    private static double share(List<Configuration> tried, Predicate<Configuration> condition) {
        return tried.stream().filter(condition).count() / (double) tried.size();
    }
}
