package dev.fer.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.TrialState;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CmaEsSamplerTest extends SamplerContractTest {
    @Override
    Sampler sampler() {
        return new CmaEsSampler();
    }

    private static double best(List<Configuration> tried, ToDoubleFunction<Configuration> loss) {
        return tried.stream().mapToDouble(loss).min().orElseThrow();
    }

    private static double rosenbrock(Configuration c) {
        double x = 2 * c.getDouble("x0");
        double y = 2 * c.getDouble("x1");
        return 100 * Math.pow(y - x * x, 2) + Math.pow(1 - x, 2);
    }

    @Test
    void itFollowsACurvedValleyToItsEnd() {
        double[] bests = LongStream.range(0, 5)
                .mapToDouble(seed -> best(
                        new Loop(Spaces.box(2), sampler(), seed).run(600, CmaEsSamplerTest::rosenbrock),
                        CmaEsSamplerTest::rosenbrock))
                .sorted()
                .toArray();
        assertThat(bests[2]).isLessThan(1e-8);
    }

    @Test
    void anOptimumOnTheBoundIsReached() {
        ToDoubleFunction<Configuration> corner = c -> 3 - c.getDouble("x0") - c.getDouble("x1") + c.getDouble("x2");
        assertThat(best(new Loop(Spaces.box(3), sampler(), 1).run(500, corner), corner))
                .isLessThan(0.01);
    }

    @Test
    void wholeNumbersDoNotFreezeBeforeTheirOptimum() {
        Parameter[] parameters = {
            new IntParameter("i", 0, 20), new IntParameter("j", 0, 20), new FloatParameter("x", 0, 1, false)
        };
        ToDoubleFunction<Configuration> bowl = c -> Math.pow(c.getLong("i") - 3, 2)
                + Math.pow(c.getLong("j") - 17, 2)
                + 100 * Math.pow(c.getDouble("x") - 0.2, 2);
        for (long seed = 0; seed < 5; seed++) {
            assertThat(best(new Loop(SearchSpace.of(parameters), sampler(), seed).run(300, bowl), bowl))
                    .isLessThan(0.01);
        }
    }

    @Test
    void choicesAndConditionalNumbersAreLearntToo() {
        Parameter[] parameters = {
            new CategoricalParameter("kind", List.of("a", "b", "c", "d")),
            new FloatParameter("x", 0, 1, OptionalDouble.empty(), false, Optional.of(Condition.in("kind", "b"))),
            new FloatParameter("y", 0, 1, false)
        };
        ToDoubleFunction<Configuration> loss = c -> Math.pow(c.getDouble("y") - 0.3, 2)
                + c.find("x").map(x -> Math.pow((Double) x - 0.6, 2)).orElse(0.5);
        List<Configuration> tried = new Loop(SearchSpace.of(parameters), sampler(), 3).run(200, loss);
        assertThat(best(tried, loss)).isLessThan(1e-3);
        assertThat(tried.subList(100, 200).stream().filter(c -> c.contains("x")).count())
                .isGreaterThan(50);
    }

    @Test
    void manyWorkersThatEndInAnyOrderStillConverge() {
        Loop loop = new Loop(Spaces.box(4), sampler(), 4);
        ToDoubleFunction<Configuration> bowl = c -> c.names().stream()
                .mapToDouble(name -> Math.pow(c.getDouble(name) - 0.4, 2))
                .sum();
        List<Integer> running = new ArrayList<>();
        double best = 9;
        for (int i = 0; i < 400; i++) {
            loop.ask();
            running.add(i);
            if (running.size() == 12) {
                int ended = running.remove(i * 7 % 12);
                double loss = bowl.applyAsDouble(
                        loop.history.active(ended).orElseThrow().configuration());
                best = Math.min(best, loss);
                loop.tell(ended, i % 10 == 0 ? Double.NaN : loss);
            }
        }
        assertThat(best).isLessThan(1e-4);
    }

    @Test
    void anEnqueuedGoodTrialPullsTheDistributionTowardsItself() {
        Configuration given = Configuration.of(Map.of("x0", 0.9, "x1", -0.9));
        assertThat(distanceOfDraws(Optional.of(given))).isLessThan(distanceOfDraws(Optional.empty()) - 0.2);
    }

    /** Returns how far from a corner what is asked after some trials lies on average. */
    private double distanceOfDraws(Optional<Configuration> given) {
        ToDoubleFunction<Configuration> bowl = c -> Math.hypot(c.getDouble("x0"), c.getDouble("x1"));
        Loop loop = new Loop(Spaces.box(2), sampler(), 5);
        loop.run(16, bowl);
        given.ifPresent(configuration -> {
            loop.history.start(1000, configuration);
            loop.history.finish(1000, TrialState.COMPLETE, Map.of("loss", -1.0));
        });
        loop.run(6, bowl);
        return IntStream.range(0, 50)
                .mapToObj(i -> loop.ask().orElseThrow())
                .mapToDouble(c -> Math.hypot(c.getDouble("x0") - 0.9, c.getDouble("x1") + 0.9))
                .average()
                .orElseThrow();
    }

    @Test
    void aConvergedRunIsFollowedByAnotherElsewhere() {
        ToDoubleFunction<Configuration> wells = c ->
                Math.min(0.1 + 100 * Math.pow(c.getDouble("x0") - 0.5, 2), 100 * Math.pow(c.getDouble("x0") + 0.5, 2));
        long found = LongStream.range(0, 8)
                .filter(seed -> best(new Loop(Spaces.box(1), sampler(), seed).run(1500, wells), wells) < 1e-6)
                .count();
        assertThat(found).isGreaterThan(6);
    }

    @Test
    void itsFirstDrawsAreNotedAsRandom() {
        Loop loop = new Loop(Spaces.box(2), sampler(), 1);
        loop.run(15, c -> c.getDouble("x0"));

        assertThat(new CmaEsSampler().suggest(new Loop(Spaces.box(2), sampler(), 1).history, 0, 1))
                .map(suggestion -> suggestion.attributes().get(Sampler.NOTE))
                .contains("random: 0 trials");
        assertThat(new CmaEsSampler().suggest(loop.history, 15, 1))
                .map(suggestion -> suggestion.attributes().get(Sampler.NOTE))
                .contains("cmaes: 15 trials");
    }
}
