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
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A description of a search: what is varied, what is wanted, and how it is looked for. Immutable and thread-safe.
 *
 * <p>One that was read from a file is valid. One that was made in code is checked as strictly when a study is made of it,
 * or by {@link SearchDefinitions#check}.
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
     * A sampler or pruner by its type, with its options. Immutable and thread-safe.
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
     * mean of its runs. Immutable and thread-safe.
     *
     * @param count of runs per configuration, 1 for no repeats
     * @param contenders repeat only configurations that are among so many best ones; empty for all
     */
    public record Repeats(int count, OptionalInt contenders) {
        /** Every configuration is run once. */
        public static final Repeats NONE = new Repeats(1, OptionalInt.empty());

        /** Has every configuration run so often. */
        public Repeats(int count) {
            this(count, OptionalInt.empty());
        }

        /** Has configurations run so often that are among so many best ones. */
        public Repeats(int count, int contenders) {
            this(count, OptionalInt.of(contenders));
        }

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if one of the numbers is below 1
         */
        public Repeats {
            if (count < 1 || contenders.orElse(1) < 1) {
                throw new IllegalArgumentException("repeats and contenders must be at least 1, found " + count
                        + (contenders.isPresent() ? " and " + contenders.getAsInt() : ""));
            }
        }

        /** Returns a phrase, for instance {@code 3 for the best 5}. */
        @Override
        public String toString() {
            return count + (contenders.isPresent() ? " for the best " + contenders.getAsInt() : "");
        }
    }

    /**
     * When a search ends; what is empty sets no limit. Immutable and thread-safe.
     *
     * @param trials how many trials the study has in the end, over all runs: complete, pruned, paused and failed ones
     * @param epochs how many epochs all trials together may train, over all runs; a trial that is running then is
     *     interrupted, unless it has done its {@code training.epochs}, or where those are unknown as many as the longest
     *     complete trial
     * @param target the value of the only goal that is good enough: once a configuration has it, in the mean of all its
     *     repeats, no more trials begin
     * @param patience after how many trials in a row that ended without a new best one no more trials begin
     * @param time how long one run may take
     * @param failures how many trials may fail before the search gives up
     * @param trialTime how long one trial may take
     */
    public record Budget(
            OptionalInt trials,
            OptionalInt epochs,
            OptionalDouble target,
            OptionalInt patience,
            Optional<Duration> time,
            OptionalInt failures,
            Optional<Duration> trialTime) {
        /** The budget without limits. */
        public static final Budget UNLIMITED = new Budget(
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty());

        /** Returns the budget of a number of trials. */
        public static Budget ofTrials(int trials) {
            return UNLIMITED.withTrials(trials);
        }

        /**
         * Checks that times are whole seconds above zero, as search files write them, and that the target is finite.
         *
         * @throws IllegalArgumentException if one is not
         */
        public Budget {
            if (!Double.isFinite(target.orElse(0))) {
                throw new IllegalArgumentException("a target is a finite number, found " + target.getAsDouble());
            }
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
            return new Budget(OptionalInt.of(number), epochs, target, patience, time, failures, trialTime);
        }

        /** Returns this budget with as many trials as another one, if those are more. */
        public Budget withTrialsOf(Budget other) {
            boolean more = other.trials().orElse(Integer.MAX_VALUE) > trials.orElse(Integer.MAX_VALUE);
            return more ? new Budget(other.trials(), epochs, target, patience, time, failures, trialTime) : this;
        }

        /** Returns this budget with another number of epochs. */
        public Budget withEpochs(int number) {
            return new Budget(trials, OptionalInt.of(number), target, patience, time, failures, trialTime);
        }

        /** Returns this budget with another value that is good enough. */
        public Budget withTarget(double value) {
            return new Budget(trials, epochs, OptionalDouble.of(value), patience, time, failures, trialTime);
        }

        /** Returns this budget with another number of trials in a row that need not bring a new best one. */
        public Budget withPatience(int number) {
            return new Budget(trials, epochs, target, OptionalInt.of(number), time, failures, trialTime);
        }

        /** Returns this budget with another limit on the time of one run. */
        public Budget withTime(Duration limit) {
            return new Budget(trials, epochs, target, patience, Optional.of(limit), failures, trialTime);
        }

        /** Returns this budget with another number of trials that may fail. */
        public Budget withFailures(int number) {
            return new Budget(trials, epochs, target, patience, time, OptionalInt.of(number), trialTime);
        }

        /** Returns this budget with another limit on the time of one trial. */
        public Budget withTrialTime(Duration limit) {
            return new Budget(trials, epochs, target, patience, time, failures, Optional.of(limit));
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

    /**
     * Creates the definition of a search for a caller's own objective, with defaults for all the rest.
     *
     * @param goals at least one; the first ranks the trials
     * @throws IllegalArgumentException if the name is none, or there is no goal
     */
    public static SearchDefinition of(String name, SearchSpace space, Goal... goals) {
        return new SearchDefinition(
                name,
                "",
                Optional.empty(),
                List.of(),
                space,
                List.of(),
                List.of(goals),
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

    /** Returns this definition with another name, for instance to search the same again beside it. */
    public SearchDefinition withName(String other) {
        return with(draft -> draft.name = other);
    }

    /** Returns this definition with another description. */
    public SearchDefinition withDescription(String other) {
        return with(draft -> draft.description = other);
    }

    /**
     * Returns this definition as the search of a model family.
     *
     * @throws IllegalArgumentException if it has a command
     */
    public SearchDefinition withModel(String family) {
        return with(draft -> draft.model = Optional.of(family));
    }

    /**
     * Returns this definition with a program that evaluates trials.
     *
     * @param words the program and its arguments; none for a caller's own objective
     * @throws IllegalArgumentException if it has a model
     */
    public SearchDefinition withCommand(String... words) {
        return with(draft -> draft.command = List.of(words));
    }

    /**
     * Returns this definition with other (partial) configurations to try first.
     *
     * @throws IllegalArgumentException if a name is unknown or a value is out of range
     */
    public SearchDefinition withEnqueue(Configuration... first) {
        return with(draft -> draft.enqueue = List.of(first));
    }

    /**
     * Returns this definition with other settings that all trials share, by dotted name; they need a model.
     *
     * @throws IllegalArgumentException if one is not a finite number, a string or a boolean
     */
    public SearchDefinition withTraining(Map<String, ?> settings) {
        return with(draft -> draft.training = Map.copyOf(settings));
    }

    /** Returns this definition with another sampler. */
    public SearchDefinition withSampler(Component other) {
        return with(draft -> draft.sampler = other);
    }

    /**
     * Returns this definition with another pruner.
     *
     * @throws ComponentException if the pruner's metric is not an objective
     */
    public SearchDefinition withPruner(Component other) {
        return with(draft -> draft.pruner = other);
    }

    /** Returns this definition with another number of runs per configuration. */
    public SearchDefinition withRepeats(Repeats other) {
        return with(draft -> draft.repeats = other);
    }

    /** Returns this definition with another budget. */
    public SearchDefinition withBudget(Budget other) {
        return with(draft -> draft.budget = other);
    }

    /** Returns this definition with another seed. */
    public SearchDefinition withSeed(long other) {
        return with(draft -> draft.seed = other);
    }

    private SearchDefinition with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finish();
    }
}
