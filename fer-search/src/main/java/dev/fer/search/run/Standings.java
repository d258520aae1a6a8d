package dev.fer.search.run;

import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Repeats;
import dev.fer.search.space.Configuration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How configurations compare when some were run several times: by the mean of their runs, each with a seed of its own.
 * A configuration goes by the number of the trial that ran it first. Takes trials in one by one; one thread at a time.
 */
public final class Standings {
    /** The attribute of a trial that repeats another one, with the other one's number. */
    public static final String REPEAT_OF = "repeat_of";

    /** The attribute of a trial that took over the result of another one, with the other one's number. */
    public static final String DUPLICATE_OF = "duplicate_of";

    private final Goal goal;
    private final Repeats repeats;
    private final Map<Configuration, Entry> byConfiguration = new HashMap<>();
    private final Map<Integer, Entry> byNumber = new HashMap<>();
    private final TreeSet<Entry> ranking =
            new TreeSet<>(Comparator.comparingDouble(Entry::mean).thenComparingInt(Entry::number));

    /**
     * What a configuration's complete runs say together.
     *
     * @param mean of the first goal's values
     * @param deviation the sample standard deviation, NaN for a single run
     * @param runs how many are complete
     */
    public record Score(double mean, double deviation, int runs) {}

    private static final class Entry {
        private final int number;
        private final List<Double> losses = new ArrayList<>();
        private int started;
        private boolean valued;

        Entry(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        double mean() {
            return losses.stream().mapToDouble(Double::doubleValue).average().orElse(Double.POSITIVE_INFINITY);
        }

        double deviation() {
            double mean = mean();
            double squares = losses.stream()
                    .mapToDouble(loss -> (loss - mean) * (loss - mean))
                    .sum();
            return Math.sqrt(squares / (losses.size() - 1));
        }
    }

    Standings(SearchDefinition definition) {
        this.goal = definition.goal();
        this.repeats = definition.repeats();
    }

    /** Returns the standings of a study's trials. */
    public static Standings of(SearchDefinition definition, List<Trial> trials) {
        Standings standings = new Standings(definition);
        trials.stream().filter(trial -> trial.configuration().isPresent()).forEach(trial -> {
            standings.started(trial);
            standings.ended(trial);
        });
        return standings;
    }

    /** Takes in a trial that has its configuration, once. */
    void started(Trial trial) {
        Entry entry = byConfiguration.computeIfAbsent(
                trial.configuration().orElseThrow(), configuration -> new Entry(trial.number()));
        if (entry.started == 0 || trial.attributes().containsKey(REPEAT_OF)) {
            entry.started++;
            byNumber.put(trial.number(), entry);
        }
    }

    /** Takes in how a trial ended; one that has not, or that took over another one's result, changes nothing. */
    void ended(Trial trial) {
        Entry entry = byNumber.get(trial.number());
        boolean valued = trial.state() == TrialState.COMPLETE || trial.state() == TrialState.PRUNED;
        if (entry == null || !valued || trial.attributes().containsKey(DUPLICATE_OF)) {
            return;
        }
        entry.valued |= entry.number == trial.number();
        if (trial.state() == TrialState.COMPLETE) {
            ranking.remove(entry);
            entry.losses.add(goal.direction().loss(trial.metric(goal.metric()).orElse(Double.POSITIVE_INFINITY)));
            ranking.add(entry);
        }
    }

    /** Returns the trial that this configuration was complete or pruned in, if there is one. */
    Optional<Integer> twin(Configuration configuration) {
        return Optional.ofNullable(byConfiguration.get(configuration))
                .filter(entry -> entry.valued)
                .map(Entry::number);
    }

    /** Returns the trial whose configuration is to be run once more before anything new is tried, if there is one. */
    Optional<Integer> due() {
        Stream<Entry> candidates = repeats.contenders().isPresent()
                ? ranking.stream().limit(repeats.contenders().getAsInt())
                : ranking.stream().sorted(Comparator.comparingInt(Entry::number));
        return repeats.count() == 1
                ? Optional.empty()
                : candidates
                        .filter(entry -> entry.started < repeats.count())
                        .findFirst()
                        .map(Entry::number);
    }

    /**
     * Returns the numbers of the best configurations, the best one first: those with all their repeats go before those
     * that still lack some.
     */
    public List<Integer> best(int count) {
        return Stream.concat(
                        ranking.stream().filter(this::isRepeated),
                        ranking.stream().filter(entry -> !isRepeated(entry)))
                .limit(count)
                .map(Entry::number)
                .toList();
    }

    private boolean isRepeated(Entry entry) {
        return entry.losses.size() >= repeats.count();
    }

    /** Returns what the runs of a trial's configuration say together; empty if none is complete. */
    public Optional<Score> score(int number) {
        return Optional.ofNullable(byNumber.get(number))
                .filter(entry -> !entry.losses.isEmpty())
                .map(entry -> new Score(
                        goal.direction().loss(entry.mean()),
                        entry.losses.size() == 1 ? Double.NaN : entry.deviation(),
                        entry.losses.size()));
    }
}
