package dev.fer.search.space;

import dev.fer.common.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a search, which of them exist under which conditions, and combinations that are
 * forbidden. Immutable and thread-safe.
 */
public final class SearchSpace {
    private final List<Parameter> parameters;
    private final List<Configuration> forbidden;
    private final List<Parameter> dependencyOrder;
    private final int[] order;
    private final Map<String, Integer> index;

    private SearchSpace(List<Parameter> parameters, List<Configuration> forbidden) {
        this.parameters = List.copyOf(parameters);
        this.forbidden = List.copyOf(forbidden);
        this.index = indexByName(this.parameters);
        this.dependencyOrder = inDependencyOrder(this.parameters, index);
        this.order = dependencyOrder.stream()
                .mapToInt(parameter -> index.get(parameter.name()))
                .toArray();
    }

    /**
     * Creates a space.
     *
     * @param parameters in the order in which configurations hold them
     * @param forbidden partial configurations; a configuration that holds all values of one is never tried
     * @throws IllegalArgumentException if names stand twice, conditions or forbidden combinations name unknown
     *     parameters, or conditions form a cycle
     */
    public static SearchSpace of(List<Parameter> parameters, List<Configuration> forbidden) {
        SearchSpace free = new SearchSpace(parameters, List.of());
        if (forbidden.stream().anyMatch(Configuration::isEmpty)) {
            throw new IllegalArgumentException("an empty combination would forbid everything");
        }
        return new SearchSpace(
                parameters, forbidden.stream().map(free::normalise).toList());
    }

    /** Creates a space without forbidden combinations. */
    public static SearchSpace of(Parameter... parameters) {
        return of(List.of(parameters), List.of());
    }

    private static Map<String, Integer> indexByName(List<Parameter> parameters) {
        Map<String, Integer> index = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            Checks.that(
                    index.put(parameter.name(), index.size()) == null,
                    parameter.name(),
                    "",
                    "stands twice in the space");
        }
        return index;
    }

    private static List<Parameter> inDependencyOrder(List<Parameter> parameters, Map<String, Integer> index) {
        List<Parameter> ordered = new ArrayList<>();
        Set<String> placed = new LinkedHashSet<>();
        List<Parameter> waiting = new ArrayList<>(parameters);
        while (!waiting.isEmpty()) {
            List<Parameter> ready = waiting.stream()
                    .filter(p -> placed.containsAll(dependencies(p, index)))
                    .toList();
            Checks.that(
                    !ready.isEmpty(), waiting.get(0).name(), "when", "its condition depends, in a circle, on itself");
            ready.forEach(p -> placed.add(p.name()));
            ordered.addAll(ready);
            waiting.removeAll(ready);
        }
        return List.copyOf(ordered);
    }

    private static Set<String> dependencies(Parameter parameter, Map<String, Integer> index) {
        Set<String> names = parameter.when().map(Condition::parameters).orElse(Set.of());
        for (String name : names) {
            Checks.that(
                    index.containsKey(name),
                    parameter.name(),
                    "when",
                    "its condition names the unknown parameter '" + name + "'"
                            + Suggestions.didYouMean(name, index.keySet()));
        }
        return names;
    }

    /** Returns all parameters in the order in which they were given. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Returns the parameters so ordered that each stands after those its condition looks at. */
    public List<Parameter> dependencyOrder() {
        return dependencyOrder;
    }

    /** Returns the forbidden partial configurations. */
    public List<Configuration> forbidden() {
        return forbidden;
    }

    /** Returns the number of parameters, constants included. */
    public int size() {
        return parameters.size();
    }

    /** Returns the position of a parameter in {@link #parameters()}, or empty for an unknown name. */
    public Optional<Integer> indexOf(String name) {
        return Optional.ofNullable(index.get(name));
    }

    /**
     * Returns the parameter of this name.
     *
     * @throws IllegalArgumentException if there is none; the message suggests the nearest name
     */
    public Parameter parameter(String name) {
        Integer position = index.get(name);
        if (position == null) {
            throw new IllegalArgumentException("the space has no parameter '" + name + "'"
                    + Suggestions.didYouMean(name, index.keySet()) + " known: " + index.keySet());
        }
        return parameters.get(position);
    }

    /**
     * Builds the configuration of given codes: conditions are evaluated along the way, and inactive parameters
     * are left out whatever their code.
     *
     * @param codes one per parameter, in the order of {@link #parameters()}
     */
    public Configuration decode(double[] codes) {
        Object[] values = new Object[parameters.size()];
        Condition.Lookup lookup = name -> values[index.getOrDefault(name, -1)];
        int active = 0;
        for (int position : order) {
            Parameter parameter = parameters.get(position);
            Condition condition = parameter.when().orElse(null);
            if (condition == null || condition.holds(lookup)) {
                values[position] = parameter.decode(codes[position]);
                active++;
            }
        }
        Map<String, Object> byName = new LinkedHashMap<>(2 * active);
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                byName.put(parameters.get(i).name(), values[i]);
            }
        }
        return Configuration.wrap(byName);
    }

    /** Returns the codes of a configuration, in the order of {@link #parameters()}; NaN where inactive. */
    public double[] encode(Configuration configuration) {
        double[] codes = new double[parameters.size()];
        for (int i = 0; i < codes.length; i++) {
            Parameter parameter = parameters.get(i);
            Object value = configuration.values().get(parameter.name());
            codes[i] = value == null ? Double.NaN : parameter.encode(value);
        }
        return codes;
    }

    /** Tells whether a parameter exists, given the values of those its condition looks at. */
    public boolean isActive(Parameter parameter, Map<String, Object> values) {
        Condition condition = parameter.when().orElse(null);
        return condition == null || condition.holds(values::get);
    }

    /**
     * Returns a partial or complete configuration as this space would have made it: its values in the space's
     * order and of the parameters' types (0.5 where {@code 0.50000000001} stood beside a grid, 2.0 where a float
     * was given as 2), so that equal points are equal configurations.
     *
     * @throws IllegalArgumentException if a name is unknown or a value is out of range
     */
    public Configuration normalise(Configuration configuration) {
        configuration.names().forEach(this::parameter);
        Map<String, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            Object value = configuration.values().get(parameter.name());
            if (value != null) {
                values.put(parameter.name(), parameter.decode(parameter.encode(value)));
            }
        }
        return Configuration.wrap(values);
    }

    /** Tells whether a configuration holds all values of a forbidden combination. */
    public boolean isForbidden(Configuration configuration) {
        for (Configuration combination : forbidden) {
            if (holdsAll(combination, configuration.values())) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsAll(Configuration combination, Map<String, Object> values) {
        for (Map.Entry<String, Object> wanted : combination.values().entrySet()) {
            Object found = values.get(wanted.getKey());
            if (found == null || !Scalars.equal(found, wanted.getValue())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Lists what is wrong with a complete configuration, empty if nothing is: unknown or inactive names,
     * missing values, values out of range, forbidden combinations.
     */
    public List<String> problems(Configuration configuration) {
        List<String> problems = new ArrayList<>();
        for (String name : configuration.names()) {
            if (!index.containsKey(name)) {
                problems.add("unknown parameter '" + name + "'" + Suggestions.didYouMean(name, index.keySet()));
            }
        }
        for (Parameter parameter : parameters) {
            problemOf(parameter, configuration).ifPresent(problems::add);
        }
        if (isForbidden(configuration)) {
            problems.add("the combination is forbidden");
        }
        return problems;
    }

    /** Lists what is wrong with a partial configuration: unknown names and values out of range. */
    public List<String> problemsOfPart(Configuration partial) {
        List<String> problems = new ArrayList<>();
        partial.values().forEach((name, value) -> {
            if (!index.containsKey(name)) {
                problems.add("unknown parameter '" + name + "'" + Suggestions.didYouMean(name, index.keySet()));
            } else if (!parameter(name).contains(value)) {
                problems.add("parameter '" + name + "': " + Scalars.text(value) + " is not allowed; allowed: "
                        + parameter(name).allowed());
            }
        });
        return problems;
    }

    private Optional<String> problemOf(Parameter parameter, Configuration configuration) {
        Optional<Object> value = configuration.find(parameter.name());
        boolean active = isActive(parameter, configuration.values());
        if (active && value.isEmpty()) {
            return Optional.of("parameter '" + parameter.name() + "' is missing");
        }
        if (!active && value.isPresent()) {
            return Optional.of("parameter '" + parameter.name() + "' is not active for these values");
        }
        if (active && !parameter.contains(value.orElseThrow())) {
            return Optional.of("parameter '" + parameter.name() + "': " + Scalars.text(value.get())
                    + " is not allowed; allowed: " + parameter.allowed());
        }
        return Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SearchSpace that
                && parameters.equals(that.parameters)
                && forbidden.equals(that.forbidden);
    }

    @Override
    public int hashCode() {
        return Objects.hash(parameters, forbidden);
    }

    @Override
    public String toString() {
        return "SearchSpace" + parameters + (forbidden.isEmpty() ? "" : " without " + forbidden);
    }
}
