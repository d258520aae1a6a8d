package dev.fer.search.definition;

import dev.fer.common.Suggestions;
import dev.fer.search.definition.SearchDefinition.Component;
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
 * @param planned names that are spoken for, so that a file that uses one is told so
 */
public record Components(String role, List<Type> types, List<String> planned) {
    private static final long MANY = 1_000_000;

    /** All samplers. */
    public static final Components SAMPLERS = new Components(
            "sampler",
            List.of(
                    new Type("auto", "chooses for the space and the budget, and says what and why", true, List.of()),
                    new Type("tpe", "tree-structured Parzen estimator (Bayesian)", false, tpe()),
                    new Type("gp", "Gaussian process (Bayesian), for costly trials", false, gp()),
                    new Type("random", "independent draws from the priors", true, List.of())),
            List.of("grid", "sobol", "cmaes", "genetic", "nsga2"));

    /** All pruners. */
    public static final Components PRUNERS = new Components(
            "pruner",
            List.of(
                    new Type("none", "runs every trial to its end", true, List.of()),
                    new Type("median", "ends a trial that is worse than the median of its peers", true, median())),
            List.of("percentile", "asha", "hyperband", "patient", "threshold"));

    /** Copies the lists. */
    public Components {
        types = List.copyOf(types);
        planned = List.copyOf(planned);
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

    /** Returns a type by name, or empty if it is unknown or only planned. */
    public Optional<Type> find(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /**
     * Returns the type of a component that was perhaps made in code, past the reader's checks.
     *
     * @throws ComponentException if the type is unknown or only planned, or an option is unknown or wrong
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
                && (!(value instanceof Number number) || DeclaredValues.isWithin(option, number.doubleValue()));
        if (!fits) {
            String message = role + " '" + type.name() + "': '" + name + "' takes " + DeclaredValues.limits(option)
                    + ", found " + value;
            throw new ComponentException(type.name(), List.of(), message, null);
        }
    }

    private ComponentException unknown(String name) {
        List<String> names = types.stream().map(Type::name).toList();
        String message = planned.contains(name)
                ? role + " '" + name + "' is planned and not built yet"
                : "there is no " + role + " '" + name + "'" + Suggestions.didYouMean(name, names);
        return new ComponentException(name, names, message, role + "s: " + String.join(", ", names));
    }

    /** Returns what is taken when a search file names none. */
    public Component defaultComponent() {
        return new Component(types.get(0).name(), Map.of());
    }

    private static List<ParameterDeclaration> tpe() {
        return List.of(
                ParameterDeclaration.whole(
                        "startup_trials", 10, 1, MANY, "finished trials before the model takes over from random draws"),
                ParameterDeclaration.whole(
                        "candidates", 24, 1, MANY, "draws from the good trials' density of which the best is tried"));
    }

    private static List<ParameterDeclaration> gp() {
        return List.of(ParameterDeclaration.whole(
                "startup_trials", 10, 1, MANY, "finished trials before the model takes over from random draws"));
    }

    private static List<ParameterDeclaration> median() {
        return List.of(
                ParameterDeclaration.whole(
                        "startup_trials", 5, 1, MANY, "complete trials before any trial is ended early"),
                ParameterDeclaration.whole("warmup_epochs", 4, 1, MANY, "epochs of each trial that are never judged"),
                ParameterDeclaration.whole("interval_epochs", 1, 1, MANY, "epochs between judgements"));
    }
}
