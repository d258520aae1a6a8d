package dev.fer.report.data;

import dev.fer.search.Trial;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.run.Standings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Configurations that were run several times, each time with a seed of its own: how much a value owes to chance.
 *
 * @param groups the configurations with two or more complete runs, the best first as {@link Standings} ranks them
 * @param spread the standard deviation between runs of the same configuration, over all groups (pooled); NaN while no
 *     configuration has two complete runs
 * @param best the position of the trial that stands for the best configuration, be it repeated or not; empty while
 *     none is complete
 */
public record Repeats(List<Group> groups, double spread, Optional<Integer> best) {
    /**
     * The complete runs of one configuration.
     *
     * @param positions of its trials by number, at least two
     * @param values of the goal, one for each
     * @param mean of these values
     * @param deviation their sample standard deviation
     */
    public record Group(List<Integer> positions, List<Double> values, double mean, double deviation) {
        /** Copies the lists. */
        public Group {
            positions = List.copyOf(positions);
            values = List.copyOf(values);
        }

        /** Returns how many runs there are. */
        public int runs() {
            return values.size();
        }

        /** Returns the standard error of the mean. */
        public double error() {
            return deviation / Math.sqrt(runs());
        }
    }

    /** Copies the groups. */
    public Repeats {
        groups = List.copyOf(groups);
    }

    /** Returns the repeats of a study; empty if no trial repeats another one, be it by chance. */
    static Optional<Repeats> of(SearchDefinition definition, List<Trial> trials, ValueHistory history) {
        Standings standings = Standings.of(definition, trials);
        List<Integer> order = standings.best(trials.size()).stream()
                .map(number -> Positions.of(trials, number))
                .filter(position -> Double.isFinite(history.values()[position]))
                .toList();
        List<Group> groups = new ArrayList<>();
        for (int position : order) {
            int number = trials.get(position).number();
            List<Integer> members = standings.runs(number).stream()
                    .map(run -> Positions.of(trials, run))
                    .filter(run -> Double.isFinite(history.values()[run]))
                    .toList();
            if (members.size() > 1) {
                Standings.Score score = standings.score(number).orElseThrow();
                groups.add(new Group(
                        members,
                        members.stream().map(i -> history.values()[i]).toList(),
                        score.mean(),
                        score.deviation()));
            }
        }
        return groups.isEmpty() && trials.stream().noneMatch(Repeats::isRepeat)
                ? Optional.empty()
                : Optional.of(new Repeats(groups, spread(groups), order.stream().findFirst()));
    }

    private static boolean isRepeat(Trial trial) {
        return trial.attributes().containsKey(Standings.REPEAT_OF)
                || trial.attributes().containsKey(Standings.RETRY_OF);
    }

    private static double spread(List<Group> groups) {
        double squares = groups.stream()
                .mapToDouble(group -> (group.runs() - 1) * group.deviation() * group.deviation())
                .sum();
        int freedom = groups.stream().mapToInt(group -> group.runs() - 1).sum();
        return Math.sqrt(squares / freedom);
    }

    /** Returns the group of each trial that is in one, by position. */
    Map<Integer, Group> byPosition() {
        Map<Integer, Group> found = new HashMap<>();
        groups.forEach(group -> group.positions().forEach(position -> found.put(position, group)));
        return found;
    }

    /** Returns the repeats of the configuration that a trial ran, if it has several complete runs. */
    public Optional<Group> of(int position) {
        return groups.stream()
                .filter(group -> group.positions().contains(position))
                .findFirst();
    }
}
