package dev.fer.search.run;

import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.Trial;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.pareto.ParetoFront;
import dev.fer.search.space.Configuration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Configurations in place of their runs, each with the mean of these: whoever compares single runs takes for good what was
 * lucky, and whoever predicts one from the others finds the same values again. Which runs count, and what a configuration
 * goes by, is as {@link Standings} have it.
 */
public final class Averages {
    private Averages() {}

    /**
     * Returns the complete trials that no other one beats in all goals, one for each configuration; with several runs, their
     * goals' metrics are means.
     */
    public static ParetoFront front(SearchDefinition definition, List<Trial> trials) {
        return ParetoFront.of(of(definition, trials), definition.goals());
    }

    /** Returns the complete trials by number, one for each configuration; with several runs, their goals' metrics are means. */
    public static List<Trial> of(SearchDefinition definition, List<Trial> trials) {
        Standings standings = Standings.of(definition, trials);
        Map<Integer, Trial> byNumber = trials.stream().collect(Collectors.toMap(Trial::number, Function.identity()));
        return standings.best(trials.size()).stream()
                .sorted()
                .map(number -> standings.runs(number).stream()
                        .sorted()
                        .map(run -> Objects.requireNonNull(byNumber.get(run)))
                        .toList())
                .map(runs -> averaged(runs, definition.goals()))
                .toList();
    }

    private static Trial averaged(List<Trial> runs, List<Goal> goals) {
        Map<String, Double> metrics = new HashMap<>(runs.get(0).metrics());
        for (Goal goal : goals) {
            double mean = runs.stream()
                    .collect(Collectors.averagingDouble(
                            run -> run.metric(goal.metric()).orElse(Double.NaN)));
            metrics.computeIfPresent(goal.metric(), (name, own) -> runs.size() > 1 ? mean : own);
        }
        return runs.get(0).measured(metrics);
    }

    /**
     * Returns a history as samplers are to see it: one trial for each configuration, in the place of the first run of it that
     * has ended. Of its runs the complete ones count; only where there is none, forecasts, else pruned ones, else failed ones.
     */
    static History of(History history, Standings standings) {
        Map<Configuration, List<History.Finished>> groups = history.finished().stream()
                .collect(Collectors.groupingBy(
                        History.Finished::configuration, LinkedHashMap::new, Collectors.toList()));
        Set<Configuration> known = new HashSet<>(groups.keySet());
        return history.showing(
                groups.values().stream().map(runs -> averaged(runs, standings)).toList(),
                firsts(history.active(), known),
                firsts(history.paused(), known));
    }

    /** Returns the trials of configurations that are not known yet, of which they become. */
    private static List<History.Active> firsts(Collection<History.Active> trials, Set<Configuration> known) {
        return trials.stream().filter(trial -> known.add(trial.configuration())).toList();
    }

    private static History.Finished averaged(List<History.Finished> all, Standings standings) {
        int best = all.stream().mapToInt(run -> grade(run, standings)).min().orElseThrow();
        List<History.Finished> runs = all.stream()
                .filter(run -> grade(run, standings) == best)
                .sorted(Comparator.comparingInt(History.Finished::number))
                .toList();
        History.Finished first = runs.get(0);
        if (runs.size() == 1 || first.losses().isEmpty()) {
            return first;
        }
        List<Double> means = IntStream.range(0, first.losses().size())
                .mapToObj(goal -> runs.stream()
                        .collect(Collectors.averagingDouble(run -> run.losses().get(goal))))
                .toList();
        double doubts =
                runs.stream().mapToDouble(run -> run.doubt() * run.doubt()).sum();
        return new History.Finished(
                first.number(),
                first.state(),
                first.configuration(),
                first.codes(),
                means,
                first.curve(),
                Math.sqrt(doubts) / runs.size());
    }

    /** Returns how much a run says of its configuration, 0 most; what is complete and does not count is a forecast or a copy. */
    private static int grade(History.Finished run, Standings standings) {
        return switch (run.state()) {
            case COMPLETE -> standings.runs(run.number()).contains(run.number()) ? 0 : 1;
            case PRUNED -> 2;
            default -> 3;
        };
    }
}
