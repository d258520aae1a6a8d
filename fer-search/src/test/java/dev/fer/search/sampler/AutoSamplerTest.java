package dev.fer.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.common.Seeds;
import dev.fer.search.space.SearchSpace;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AutoSamplerTest extends SamplerContractTest {
    @Override
    Sampler sampler() {
        return new AutoSampler();
    }

    private static String note(Loop loop, int number) {
        return new AutoSampler()
                .suggest(loop.history, number, 1)
                .orElseThrow()
                .attributes()
                .getOrDefault("sampler", "");
    }

    @Test
    void aSmoothFunctionIsLeftToTheGaussianProcessAfterARandomStart() {
        Loop loop = new Loop(Spaces.box(2), sampler(), 1);
        assertThat(note(loop, 0)).isEqualTo("random: 2 parameters, 0 trials");
        loop.run(21, c -> c.getDouble("x0") + Math.pow(c.getDouble("x1"), 2));
        assertThat(note(loop, 21)).isEqualTo("gp: 2 parameters, 21 trials");
        assertThat(note(loop, 22)).isEqualTo("gp: 2 parameters, 21 trials");
    }

    @Test
    void whatTheProcessCannotPredictIsSharedWithTpe() {
        Loop loop = new Loop(Spaces.box(3), new RandomSampler(), 1);
        loop.run(40, c -> Seeds.random(c.hashCode(), "noise").nextDouble());
        assertThat(note(loop, 41)).isEqualTo("gp: 3 parameters, 40 trials");
        assertThat(note(loop, 40)).isEqualTo("tpe: 3 parameters, 40 trials, hard to predict");
        AutoSampler sampler = new AutoSampler();
        long shared = IntStream.range(20, 40)
                .mapToObj(half -> sampler.suggest(loop.history, 2 * half, 1).orElseThrow())
                .filter(suggestion ->
                        suggestion.attributes().getOrDefault("sampler", "").startsWith("tpe"))
                .count();
        assertThat(shared).as("of twenty even numbers, as with repeats").isBetween(5L, 15L);
    }

    @Test
    void aLongHistoryOrAWideSpaceIsLeftToTpe() {
        Loop loop = new Loop(Spaces.box(1), new RandomSampler(), 1);
        loop.run(301, c -> c.getDouble("x0"));
        assertThat(note(loop, 301)).isEqualTo("tpe: 1 parameter, 301 trials");
        SearchSpace wide = Spaces.box(101);
        Loop started = new Loop(wide, new RandomSampler(), 1);
        started.run(20, c -> c.getDouble("x0"));
        assertThat(note(started, 20)).isEqualTo("tpe: 101 parameters, 20 trials");
    }

    @Test
    void aWideSpaceBeginsWithRandomDrawsToo() {
        assertThat(note(new Loop(Spaces.box(101), new RandomSampler(), 1), 0))
                .isEqualTo("random: 101 parameters, 0 trials");
    }
}
