package dev.fer.search.definition;

import dev.fer.common.Suggestions;
import dev.fer.search.Goal;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.SearchSpace;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A validated description of a search. Immutable and thread-safe.
 *
 * @param name of the study, unique within a store: letters, digits, {@code . _ -}
 * @param description for people, possibly empty
 * @param model the model family that is trained, if any
 * @param command the program that evaluates trials, if any; excludes a model; empty for a caller's own objective
 * @param space what is searched
 * @param enqueue partial configurations to try first, their values in range; what they leave out is sampled
 * @param goals what is optimised, at least one
 * @param training the settings that all trials share, by dotted name ({@code early_stopping.patience}): Long,
 *     Double, String or Boolean, as the catalogue declares them
 * @param sampler how configurations are chosen
 * @param pruner how trials are ended early
 * @param repeats how often a configuration is run
 * @param budget when the search ends
 * @param seed what everything random derives from
 */
public record SearchDefinition(
        String name,
        String description,
        Optional<String> model,
        List<String> command,
        SearchSpace space,
        List<Configuration> enqueue,
        List<Goal> goals,
        Map<String, Object> training,
        Component sampler,
        Component pruner,
        Repeats repeats,
        Budget budget,
        long seed) {

    /**
     * A sampler or pruner by its type, with its options.
     *
     * @param type for instance {@code tpe}
     * @param options the other keys beside the type, as they were given: Long, Double, String or Boolean; what
     *     is left out has the default that {@link Components} tells
     */
    public record Component(String type, Map<String, Object> options) {
        /** Copies the options. */
        public Component {
            options = sorted(options);
        }

        /** Creates a component with its default options. */
        public Component(String type) {
            this(type, Map.of());
        }
    }

    /**
     * How often a configuration is run, each time as a trial of its own with a seed of its own; it is then judged by the
     * mean of its runs.
     *
     * @param count of runs per configuration, 1 for no repeats
     * @param contenders repeat only configurations that are among so many best ones; empty for all
     */
    public record Repeats(int count, OptionalInt contenders) {
        /** Every configuration is run once. */
        public static final Repeats NONE = new Repeats(1, OptionalInt.empty());

        /** Checks the ranges. */
        public Repeats {
            if (count < 1 || contenders.orElse(1) < 1) {
                throw new IllegalArgumentException("repeats and contenders must be at least 1");
            }
        }

        /** Returns a phrase, for instance {@code 3 for the best 5}. */
        @Override
        public String toString() {
            return count + (contenders.isPresent() ? " for the best " + contenders.getAsInt() : "");
        }
    }

    /**
     * When a search ends; what is empty sets no limit.
     *
     * @param trials how many trials the study has in the end, over all runs: complete, pruned, paused and failed ones
     * @param epochs how many epochs all trials together may train, over all runs; a trial that is running then is
     *     interrupted
     * @param time how long one run may take
     * @param failures how many trials may fail before the search gives up
     * @param trialTime how long one trial may take
     */
    public record Budget(
            OptionalInt trials,
            OptionalInt epochs,
            Optional<Duration> time,
            OptionalInt failures,
            Optional<Duration> trialTime) {
        /** The budget without limits. */
        public static final Budget UNLIMITED = new Budget(
                OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());

        /** Returns the budget of a number of trials. */
        public static Budget ofTrials(int trials) {
            return UNLIMITED.withTrials(trials);
        }

        /** Checks that times are whole seconds above zero, as search files write them. */
        public Budget {
            checkTime(time);
            checkTime(trialTime);
        }

        private static void checkTime(Optional<Duration> time) {
            time.ifPresent(limit -> {
                if (!limit.equals(limit.truncatedTo(ChronoUnit.SECONDS)) || limit.compareTo(Duration.ZERO) <= 0) {
                    throw new IllegalArgumentException(
                            "a time limit is a number of whole seconds above zero, found " + limit);
                }
            });
        }

        /** Returns this budget with another number of trials. */
        public Budget withTrials(int number) {
            return new Budget(OptionalInt.of(number), epochs, time, failures, trialTime);
        }

        /** Returns this budget with as many trials as another one, if those are more. */
        public Budget withTrialsOf(Budget other) {
            boolean more = other.trials().orElse(Integer.MAX_VALUE) > trials.orElse(Integer.MAX_VALUE);
            return more ? new Budget(other.trials(), epochs, time, failures, trialTime) : this;
        }

        /** Returns this budget with another number of epochs. */
        public Budget withEpochs(int number) {
            return new Budget(trials, OptionalInt.of(number), time, failures, trialTime);
        }

        /** Returns this budget with another limit on the time of one run. */
        public Budget withTime(Duration limit) {
            return new Budget(trials, epochs, Optional.of(limit), failures, trialTime);
        }
    }

    /** What a name looks like, for messages. */
    static final String NAME_FORM =
            "a name of letters, digits and . _ - that begins with a letter or digit, of at most 100 characters";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /**
     * Copies the collections and checks what the types do not.
     *
     * @throws ComponentException if the pruner's metric is not an objective
     */
    public SearchDefinition {
        if (!isName(name)) {
            throw new IllegalArgumentException("expected " + NAME_FORM + ", found \"" + name + "\"");
        }
        if (goals.isEmpty()) {
            throw new IllegalArgumentException("a search needs at least one goal");
        }
        if (model.isPresent() && !command.isEmpty()) {
            throw new IllegalArgumentException("a search has a model or a command, not both");
        }
        command = List.copyOf(command);
        enqueue = enqueue.stream().map(space::normalise).toList();
        goals = List.copyOf(goals);
        training = sorted(training);
        pruningGoal(goals, pruner);
    }

    /** Copies scalars by name, as the types that reading them would give. */
    private static Map<String, Object> sorted(Map<String, Object> values) {
        return Collections.unmodifiableMap(
                new TreeMap<>(Configuration.of(values).values()));
    }

    /** Creates the definition of a search for a caller's own objective, with defaults for all the rest. */
    public static SearchDefinition of(String name, SearchSpace space, Goal goal) {
        return new SearchDefinition(
                name,
                "",
                Optional.empty(),
                List.of(),
                space,
                List.of(),
                List.of(goal),
                Map.of(),
                Components.SAMPLERS.defaultComponent(),
                Components.PRUNERS.defaultComponent(),
                Repeats.NONE,
                Budget.UNLIMITED,
                0);
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Returns the first goal: the only one of most searches. */
    public Goal goal() {
        return goals.get(0);
    }

    /** Returns the goal that trials are pruned by: the one that the pruner's {@code metric} names, else the first. */
    public Goal pruningGoal() {
        return pruningGoal(goals, pruner);
    }

    private static Goal pruningGoal(List<Goal> goals, Component pruner) {
        if (!(pruner.options().get(Components.METRIC) instanceof String metric)) {
            return goals.get(0);
        }
        List<String> metrics = goals.stream().map(Goal::metric).toList();
        if (!metrics.contains(metric)) {
            throw new ComponentException(
                    pruner.type(),
                    metrics,
                    "pruners judge by an objective; '" + metric + "' is none" + Suggestions.didYouMean(metric, metrics),
                    "objectives: " + String.join(", ", metrics));
        }
        return goals.get(metrics.indexOf(metric));
    }

    /** Returns how many epochs a whole trial takes, if the training says so. */
    public OptionalInt trialEpochs() {
        return training.get("epochs") instanceof Number epochs
                ? OptionalInt.of(epochs.intValue())
                : OptionalInt.empty();
    }

    /** Tells whether a trial that has reported this step has nothing left to save; never so where epochs are unknown. */
    public boolean isLastStep(int step) {
        return trialEpochs().isPresent() && step >= trialEpochs().getAsInt();
    }

    /** Returns this definition with another sampler. */
    public SearchDefinition withSampler(Component other) {
        return with(other, pruner, budget, seed);
    }

    /** Returns this definition with another pruner. */
    public SearchDefinition withPruner(Component other) {
        return with(sampler, other, budget, seed);
    }

    /** Returns this definition with another budget. */
    public SearchDefinition withBudget(Budget other) {
        return with(sampler, pruner, other, seed);
    }

    /** Returns this definition with another seed. */
    public SearchDefinition withSeed(long other) {
        return with(sampler, pruner, budget, other);
    }

    private SearchDefinition with(Component newSampler, Component newPruner, Budget newBudget, long newSeed) {
        return new SearchDefinition(
                name,
                description,
                model,
                command,
                space,
                enqueue,
                goals,
                training,
                newSampler,
                newPruner,
                repeats,
                newBudget,
                newSeed);
    }
}
