package dev.fer.search.run;

import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.definition.SearchDefinition.Repeats;
import dev.fer.search.space.Configuration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How configurations compare when some were run several times: by the mean of their runs, each with a seed of its own.
 * A configuration goes by the lowest number of a trial that is complete. Takes trials in one by one; one thread at a time.
 */
public final class Standings {
    /** The attribute of a trial that repeats another one, with the other one's number. */
    public static final String REPEAT_OF = "repeat_of";

    /** The attribute of a trial that a person wanted as another attempt at one, with the other one's number. */
    public static final String RETRY_OF = "retry_of";

    /** The attribute of a trial that took over the result of another one, with the other one's number. */
    public static final String DUPLICATE_OF = "duplicate_of";

    /** The attribute of a trial that another study ran, with that one's name and the trial's number there. */
    public static final String IMPORTED_FROM = "imported_from";

    private final Goal goal;
    private final Repeats repeats;
    private final Map<Configuration, Entry> byConfiguration = new HashMap<>();
    private final Map<Integer, Entry> byNumber = new HashMap<>();
    private final TreeSet<Entry> ranking = new TreeSet<>(Standings::compare);
    private double leading = Double.POSITIVE_INFINITY;
    private int inVain;

    /**
     * What a configuration's complete runs say together.
     *
     * @param mean of the first goal's values
     * @param deviation the sample standard deviation, NaN for a single run
     * @param runs how many are complete
     */
    public record Score(double mean, double deviation, int runs) {}

    /** Returns how many steps a trial ran: none if it took over another one's result. */
    public static int stepsRun(Trial trial) {
        return isTakenOver(trial) ? 0 : trial.lastStep();
    }

    /** Tells whether a trial took over another one's result, or was about to when it was interrupted. */
    static boolean isTakenOver(Trial trial) {
        return trial.attributes().containsKey(DUPLICATE_OF);
    }

    private static final class Entry {
        private final List<Double> losses = new ArrayList<>();
        private final List<Integer> runs = new ArrayList<>();
        private final Set<Long> seeds = new HashSet<>();
        private Optional<Integer> twin = Optional.empty();
        private double mean = Double.POSITIVE_INFINITY;
        private int number;
        private int started;
        private int ended;
        private int pruned;

        int number() {
            return number;
        }

        double mean() {
            return mean;
        }

        /** A configuration whose only run failed is as if it had not been started: the next run of it counts. */
        void failed() {
            boolean only = started == 1 && twin.isEmpty();
            started = only ? 0 : started;
            ended = only ? 0 : ended + 1;
        }

        void add(int run, double loss) {
            number = runs.isEmpty() ? run : Math.min(number, run);
            runs.add(run);
            losses.add(loss);
            mean = losses.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }

        double deviation() {
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

    private static int compare(Entry one, Entry other) {
        int byMean = Double.compare(one.mean, other.mean);
        return byMean == 0 ? Integer.compare(one.number, other.number) : byMean;
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
        Entry entry =
                byConfiguration.computeIfAbsent(trial.configuration().orElseThrow(), configuration -> new Entry());
        if (entry.started == 0 || isWantedAgain(trial)) {
            count(trial, entry);
        }
    }

    private void count(Trial trial, Entry entry) {
        entry.started++;
        entry.seeds.add(trial.seed());
        byNumber.put(trial.number(), entry);
    }

    /** Tells whether a trial is to be evaluated although its configuration has a result. */
    static boolean isWantedAgain(Trial trial) {
        return trial.attributes().containsKey(REPEAT_OF) || trial.attributes().containsKey(RETRY_OF);
    }

    /** Takes in how a trial ended; one that has not, or that took over another one's result, changes nothing. */
    void ended(Trial trial) {
        rank(trial);
        double best =
                ranking.isEmpty() ? Double.POSITIVE_INFINITY : ranking.first().mean();
        boolean counts = trial.state().isFinished() && !trial.attributes().containsKey(IMPORTED_FROM);
        inVain = best < leading ? 0 : inVain + (counts ? 1 : 0);
        leading = Math.min(best, leading);
    }

    private void rank(Trial trial) {
        boolean valued =
                (trial.state() == TrialState.COMPLETE || trial.state() == TrialState.PRUNED) && !isTakenOver(trial);
        Entry entry = valued ? evaluated(trial) : byNumber.get(trial.number());
        if (entry != null && trial.state() == TrialState.FAILED) {
            entry.failed();
        }
        if (entry == null || !valued) {
            return;
        }
        entry.twin = entry.twin.or(() -> Optional.of(trial.number()));
        if (trial.state() == TrialState.PRUNED) {
            entry.pruned++;
        } else {
            if (!entry.losses.isEmpty()) {
                ranking.remove(entry);
            }
            entry.ended++;
            entry.add(
                    trial.number(),
                    trial.metric(goal.metric()).map(goal.direction()::loss).orElse(Double.POSITIVE_INFINITY));
            ranking.add(entry);
        }
    }

    /** A trial that began beside one of the same configuration is one run more of it, unless it is a copy of that one. */
    private @Nullable Entry evaluated(Trial trial) {
        Entry known = byNumber.get(trial.number());
        Entry same = trial.configuration().map(byConfiguration::get).orElse(null);
        if (known != null || same == null || same.seeds.contains(trial.seed())) {
            return known;
        }
        count(trial, same);
        return same;
    }

    /** Tells which limit on the only goal's values, if any, the trials have reached: whether to begin no more of them. */
    public Optional<SearchOutcome.End> limit(Budget budget) {
        double wanted = goal.direction().loss(budget.target().orElse(Double.NaN));
        if (ranking.stream().takeWhile(entry -> entry.mean() <= wanted).anyMatch(this::isRepeated)) {
            return Optional.of(SearchOutcome.End.TARGET);
        }
        boolean impatient =
                budget.patience().isPresent() && inVain >= budget.patience().getAsInt();
        return impatient ? Optional.of(SearchOutcome.End.PATIENCE) : Optional.empty();
    }

    /** Returns the trial that this configuration was complete or pruned in, if there is one. */
    Optional<Integer> twin(Configuration configuration) {
        return Optional.ofNullable(byConfiguration.get(configuration)).flatMap(entry -> entry.twin);
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
     * Returns the numbers of the best configurations, the best one first: those whose repeats have all ended go before
     * those that still lack some.
     */
    public List<Integer> best(int count) {
        return Stream.concat(
                        ranking.stream().filter(this::isRepeated),
                        ranking.stream().filter(entry -> !isRepeated(entry)))
                .limit(count)
                .map(Entry::number)
                .toList();
    }

    /**
     * Returns the numbers of the trials that are among so many best configurations, or may be once the runs that they
     * lack have ended.
     */
    Set<Integer> promising(int count) {
        Set<Integer> promising = new LinkedHashSet<>(best(count));
        ranking.stream()
                .limit(count == 0 ? 0 : repeats.contenders().orElse(ranking.size()))
                .filter(entry -> entry.ended + entry.pruned < repeats.count())
                .map(Entry::number)
                .forEach(promising::add);
        return promising;
    }

    private boolean isRepeated(Entry entry) {
        return entry.ended >= repeats.count();
    }

    /** Returns the numbers of the complete runs of a trial's configuration, in the order in which they were taken in. */
    public List<Integer> runs(int number) {
        Entry entry = byNumber.get(number);
        return entry == null ? List.of() : List.copyOf(entry.runs);
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
