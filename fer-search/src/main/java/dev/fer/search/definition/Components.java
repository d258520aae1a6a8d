package dev.fer.search.definition;

import dev.fer.common.Suggestions;
import dev.fer.search.definition.SearchDefinition.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The samplers and pruners that a search file may name, with their options. Immutable and thread-safe.
 *
 * <p>This is the one table of their names, kinds, ranges and defaults: the reader checks files against it, the
 * JSON Schema repeats it, and whoever builds a component takes its option values from it.
 *
 * @param role {@code sampler} or {@code pruner}
 * @param types those that can be run, the default first
 */
public record Components(String role, List<Type> types) {
    /** The option of pruners that names the objective they judge by. */
    static final String METRIC = "metric";

    private static final long MANY = 1_000_000;

    /** All samplers. */
    public static final Components SAMPLERS = new Components(
            "sampler",
            List.of(
                    new Type(
                            "auto",
                            "chooses one of the others, trial by trial, and says which and why",
                            true,
                            List.of()),
                    new Type("tpe", "tree-structured Parzen estimator (Bayesian)", true, tpe()),
                    new Type("gp", "Gaussian process (Bayesian), for costly trials", false, gp()),
                    new Type("freeze-thaw", "pauses trials and goes on with the promising ones", false, freezeThaw()),
                    new Type("cmaes", "covariance matrix adaptation, for numeric spaces", false, List.of()),
                    new Type("nsga2", "genetic algorithm for several objectives", true, nsga2()),
                    new Type("genetic", "Arbiter's genetic algorithm, on its arbiter-core", false, genetic()),
                    new Type("random", "independent draws from the priors", true, List.of()),
                    new Type("sobol", "points that fill the space evenly", true, List.of()),
                    new Type("grid", "each point of a grid once, in random order", true, grid())));

    /** All pruners. */
    public static final Components PRUNERS = new Components(
            "pruner",
            List.of(
                    new Type("none", "runs every trial to its end", true, List.of()),
                    new Type(
                            "halving", "lays trials aside at rungs and goes on with the better half", false, halving()),
                    new Type(
                            "median",
                            "ends a trial that is worse than the median of its peers",
                            true,
                            judged(median())),
                    new Type(
                            "percentile",
                            "ends a trial that is worse than a percentile of its peers",
                            true,
                            judged(percentile())),
                    new Type(
                            "asha",
                            "asynchronous successive halving: at each rung the best go on",
                            true,
                            judged(asha())),
                    new Type(
                            "hyperband",
                            "successive halving in brackets that begin later and later",
                            true,
                            judged(hyperband())),
                    new Type("patient", "ends a trial that has stalled behind the best one", true, judged(patient())),
                    new Type("threshold", "ends a trial whose value leaves fixed bounds", true, judged(threshold()))));

    /** Copies the lists. */
    public Components {
        types = List.copyOf(types);
    }

    /**
     * A kind of sampler or pruner.
     *
     * @param name as written in a search file's {@code type}
     * @param meaning one phrase
     * @param manyGoals whether it works with several objectives
     * @param options the other keys, in the order in which they are shown
     */
    public record Type(String name, String meaning, boolean manyGoals, List<ParameterDeclaration> options) {
        /** Copies the options. */
        public Type {
            options = List.copyOf(options);
        }

        /** Returns the value of every option, by name: the component's, or else the default. */
        public Map<String, Object> values(Component component) {
            Map<String, Object> values = new TreeMap<>();
            for (ParameterDeclaration option : options) {
                Object given = component.options().get(option.name());
                option.defaultValue().ifPresent(value -> values.put(option.name(), value));
                if (given != null) {
                    values.put(option.name(), DeclaredValues.convert(option, given));
                }
            }
            return values;
        }
    }

    /** Returns a type by name, or empty if it is unknown. */
    public Optional<Type> find(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /**
     * Returns the type of a component that was perhaps made in code, past the reader's checks.
     *
     * @throws ComponentException if the type is unknown, or an option is unknown or wrong
     */
    public Type require(Component component) {
        Type type = find(component.type()).orElseThrow(() -> unknown(component.type()));
        component.options().forEach((name, value) -> check(type, name, value));
        return type;
    }

    private void check(Type type, String name, Object value) {
        List<String> names =
                type.options().stream().map(ParameterDeclaration::name).toList();
        ParameterDeclaration option = type.options().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ComponentException(
                        type.name(),
                        names,
                        role + " '" + type.name() + "' has no option '" + name + "'"
                                + Suggestions.didYouMean(name, names),
                        names.isEmpty() ? "remove it: it has no options" : "options: " + String.join(", ", names)));
        boolean fits = DeclaredValues.isOfKind(option.kind(), value)
                && DeclaredValues.isListed(option, value)
                && (!(value instanceof Number number) || DeclaredValues.isWithin(option, number.doubleValue()));
        if (!fits) {
            String message = role + " '" + type.name() + "': '" + name + "' takes " + DeclaredValues.limits(option)
                    + ", found " + value;
            throw new ComponentException(type.name(), List.of(), message, null);
        }
    }

    private ComponentException unknown(String name) {
        List<String> names = types.stream().map(Type::name).toList();
        String message = "there is no " + role + " '" + name + "'" + Suggestions.didYouMean(name, names);
        return new ComponentException(name, names, message, role + "s: " + String.join(", ", names));
    }

    /** Returns what is taken when a search file names none. */
    public Component defaultComponent() {
        return new Component(types.get(0).name(), Map.of());
    }

    private static List<ParameterDeclaration> tpe() {
        return List.of(
                ParameterDeclaration.choice(
                        "profile",
                        "default",
                        List.of("default", "optuna", "hyperopt", "watanabe2023"),
                        "whose rules: our own, or as Optuna 5, Hyperopt or Watanabe 2023 have them"),
                ParameterDeclaration.whole(
                        "startup_trials",
                        10,
                        1,
                        MANY,
                        "finished trials before the model takes over from random draws; unless given, 20 with hyperopt"),
                ParameterDeclaration.whole(
                        "candidates", 24, 1, MANY, "draws from the good trials' density of which the best is tried"));
    }

    private static List<ParameterDeclaration> gp() {
        return List.of(ParameterDeclaration.whole(
                "startup_trials", 6, 1, MANY, "finished trials before the model takes over from random draws"));
    }

    private static List<ParameterDeclaration> freezeThaw() {
        return List.of(
                ParameterDeclaration.whole("min_epochs", 4, 2, MANY, "epochs before a trial may be paused"),
                maxEpochs());
    }

    private static List<ParameterDeclaration> genetic() {
        return List.of(ParameterDeclaration.whole(
                "population", 10, 2, MANY, "complete trials that children are bred from, at most"));
    }

    private static List<ParameterDeclaration> nsga2() {
        return List.of(ParameterDeclaration.whole(
                "population_size", 20, 2, MANY, "best trials of which new ones are made by crossing and mutating"));
    }

    /** Adds the option that all pruners share. */
    private static List<ParameterDeclaration> judged(List<ParameterDeclaration> options) {
        List<ParameterDeclaration> all = new ArrayList<>(options);
        all.add(ParameterDeclaration.text(
                METRIC, "the objective that trials are judged by, the first by default", value -> Optional.empty()));
        return all;
    }

    private static List<ParameterDeclaration> grid() {
        return List.of(ParameterDeclaration.whole(
                "points", 5, 2, 1000, "levels of a range; a parameter with up to 32 values has all of them"));
    }

    private static List<ParameterDeclaration> median() {
        return List.of(
                rivals("trials that must have come as far before any is ended early"),
                warmup(),
                ParameterDeclaration.whole("interval_epochs", 1, 1, MANY, "epochs between judgements"));
    }

    private static List<ParameterDeclaration> percentile() {
        List<ParameterDeclaration> options = new ArrayList<>(median());
        options.add(
                0,
                ParameterDeclaration.real(
                        "percentile",
                        75,
                        1,
                        99,
                        "share of the peers, from the best one on, to keep up with, in percent"));
        return options;
    }

    private static List<ParameterDeclaration> asha() {
        return List.of(
                ParameterDeclaration.whole(
                        "min_epochs", 5, 2, MANY, "epochs up to the first rung, before which no trial is ended"),
                ParameterDeclaration.whole(
                        "reduction_factor",
                        3,
                        2,
                        100,
                        "of so many trials at a rung one goes on, to so many times its epochs"),
                rivals("other trials at a rung before any is ended there"));
    }

    private static List<ParameterDeclaration> halving() {
        return List.of(
                ParameterDeclaration.whole(
                                "min_epochs",
                                2,
                                2,
                                MANY,
                                "epochs up to the first rung; by default a sixth of those of a whole trial")
                        .optional(),
                ParameterDeclaration.whole(
                        "reduction_factor",
                        2,
                        2,
                        100,
                        "of so many trials at a rung one goes on, to so many times its epochs"),
                maxEpochs());
    }

    private static List<ParameterDeclaration> hyperband() {
        List<ParameterDeclaration> options = new ArrayList<>(asha());
        options.add(maxEpochs());
        return options;
    }

    private static ParameterDeclaration maxEpochs() {
        return ParameterDeclaration.whole(
                        "max_epochs", 1, 1, MANY, "epochs of a whole trial; by default those of the training")
                .optional();
    }

    private static List<ParameterDeclaration> patient() {
        return List.of(
                ParameterDeclaration.whole("patience", 8, 1, MANY, "epochs without an improvement"),
                ParameterDeclaration.real(
                        "min_delta", 0, 0, Double.MAX_VALUE, "what counts as an improvement: more than this"),
                warmup());
    }

    private static List<ParameterDeclaration> threshold() {
        return List.of(
                bound("lower", "least value of the metric that is not too low"),
                bound("upper", "greatest value of the metric that is not too high"),
                warmup());
    }

    private static ParameterDeclaration bound(String name, String meaning) {
        return ParameterDeclaration.real(name, 0, -Double.MAX_VALUE, Double.MAX_VALUE, meaning)
                .optional();
    }

    private static ParameterDeclaration rivals(String meaning) {
        return ParameterDeclaration.whole("startup_trials", 5, 1, MANY, meaning);
    }

    private static ParameterDeclaration warmup() {
        return ParameterDeclaration.whole("warmup_epochs", 4, 1, MANY, "epochs of each trial that are never judged");
    }
}
