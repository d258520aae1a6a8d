package dev.fer.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.pareto.Hypervolume;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every sampler promises that works towards several goals. */
class SeveralGoalsTest {
    private static final List<Goal> GOALS =
            List.of(new Goal("accuracy", Direction.MAXIMIZE), new Goal("size", Direction.MINIMIZE));

    private static Sampler sampler(String type) {
        return Samplers.create(new Component(type, Map.of()), GOALS);
    }

    private static Map<String, Double> metrics(Configuration c) {
        double size = Math.log(c.getLong("units")) + c.getLong("layers");
        double miss = Math.abs(Math.log10(c.getDouble("rate")) + 2) + Math.abs(c.getDouble("shift"));
        return Map.of("accuracy", 1 - Math.exp(-size / 4) - 0.1 * miss, "size", size);
    }

    /** Runs some trials of which a few fail, are pruned with a report or without, or have a value missing. */
    private static void run(History history, Sampler sampler, int trials, long seed) {
        for (int i = 0; i < trials; i++) {
            int number = history.finished().size();
            Configuration suggested =
                    sampler.suggest(history, number, seed).orElseThrow().configuration();
            history.start(number, suggested);
            switch (number % 10) {
                case 3 -> history.finish(number, TrialState.FAILED, Map.of());
                case 5 -> history.finish(number, TrialState.PRUNED, Map.of());
                case 6 -> history.finish(number, TrialState.COMPLETE, Map.of("accuracy", 0.5));
                case 7 -> {
                    history.report(number, 1 + number / 10, metrics(suggested));
                    history.finish(number, TrialState.PRUNED, metrics(suggested));
                }
                default -> history.finish(number, TrialState.COMPLETE, metrics(suggested));
            }
        }
    }

    private static List<Configuration> tried(History history) {
        return history.finished().stream().map(History.Finished::configuration).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tpe", "nsga2", "random", "auto"})
    void suggestionsAreAllowedAndAreTheSameAgainAndByAFreshSampler(String type) {
        SearchSpace space = Spaces.everything();
        History whole = new History(space, GOALS);
        run(whole, sampler(type), 80, 1);
        assertThat(tried(whole)).allSatisfy(c -> assertThat(space.problems(c)).isEmpty());

        History resumed = new History(space, GOALS);
        run(resumed, sampler(type), 47, 1);
        run(resumed, sampler(type), 33, 1);
        assertThat(tried(resumed)).isEqualTo(tried(whole));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tpe", "nsga2", "random", "auto"})
    void aFiniteSpaceIsTriedToItsEnd(String type) {
        History history = new History(Spaces.small(), GOALS);
        Sampler sampler = sampler(type);
        for (int i = 0; i < 8; i++) {
            Configuration suggested =
                    sampler.suggest(history, i, 2).orElseThrow().configuration();
            history.start(i, suggested);
            double a = suggested.getLong("a");
            history.finish(i, TrialState.COMPLETE, Map.of("accuracy", a, "size", a));
        }
        assertThat(tried(history)).doesNotHaveDuplicates();
        assertThat(sampler.suggest(history, 8, 2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tpe", "nsga2", "auto"})
    void moreIsCoveredThanByRandomSearch(String type) {
        assertThat(meanVolume(type)).isGreaterThan(meanVolume("random"));
    }

    private static double meanVolume(String type) {
        return LongStream.range(0, 4).mapToDouble(seed -> volume(type, seed)).sum() / 4;
    }

    private static double volume(String type, long seed) {
        History history = new History(Spaces.everything(), GOALS);
        run(history, sampler(type), 300, seed);
        List<double[]> losses = new ArrayList<>();
        history.finished().stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .forEach(trial -> losses.add(
                        trial.losses().stream().mapToDouble(Double::doubleValue).toArray()));
        return Hypervolume.of(losses.toArray(double[][]::new), new double[] {0.5, 13});
    }

    @Test
    void threeGoalsWork() {
        List<Goal> three = List.of(GOALS.get(0), GOALS.get(1), new Goal("seconds", Direction.MINIMIZE));
        for (String type : List.of("tpe", "nsga2")) {
            History history = new History(Spaces.box(3), three);
            Sampler sampler = Samplers.create(new Component(type, Map.of()), three);
            for (int i = 0; i < 60; i++) {
                Configuration c = sampler.suggest(history, i, 7).orElseThrow().configuration();
                history.start(i, c);
                double x = c.getDouble("x0");
                double y = c.getDouble("x1");
                history.finish(
                        i,
                        TrialState.COMPLETE,
                        Map.of("accuracy", x, "size", Math.abs(y) + x, "seconds", c.getDouble("x2") - y));
            }
            assertThat(tried(history)).doesNotHaveDuplicates();
        }
    }
}
