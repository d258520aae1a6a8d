package dev.fer.search.definition;

import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts the configurations of a finite space. Only the values of parameters that conditions or forbidden
 * combinations look at are gone through; the others multiply.
 */
final class ConfigurationCount {
    private static final int MOST_STEPS = 100_000;

    private final SearchSpace space;
    private final Set<String> lookedAt = new HashSet<>();
    private final Map<String, Object> values = new HashMap<>();
    private int steps;

    ConfigurationCount(SearchSpace space) {
        this.space = space;
        for (Parameter parameter : space.parameters()) {
            parameter.when().ifPresent(condition -> lookedAt.addAll(condition.parameters()));
        }
        space.forbidden().forEach(combination -> lookedAt.addAll(combination.names()));
    }

    Optional<BigInteger> count() {
        if (space.parameters().stream().anyMatch(parameter -> parameter.cardinality() == Long.MAX_VALUE)) {
            return Optional.empty();
        }
        BigInteger count = count(0);
        return steps > MOST_STEPS ? Optional.empty() : Optional.of(count);
    }

    /** Counts the ways to go on from a position of the dependency order, given the values looked at so far. */
    private BigInteger count(int position) {
        List<Parameter> order = space.dependencyOrder();
        if (++steps > MOST_STEPS) {
            return BigInteger.ZERO;
        }
        if (position == order.size()) {
            return space.isForbidden(Configuration.of(values)) ? BigInteger.ZERO : BigInteger.ONE;
        }
        Parameter parameter = order.get(position);
        if (!space.isActive(parameter, values)) {
            return count(position + 1);
        }
        if (!lookedAt.contains(parameter.name())) {
            return count(position + 1).multiply(BigInteger.valueOf(parameter.cardinality()));
        }
        BigInteger sum = BigInteger.ZERO;
        for (long index = 0; index < parameter.cardinality() && steps <= MOST_STEPS; index++) {
            values.put(parameter.name(), parameter.decode(code(parameter, index)));
            sum = sum.add(count(position + 1));
        }
        values.remove(parameter.name());
        return sum;
    }

    private static double code(Parameter parameter, long index) {
        if (parameter instanceof IntParameter whole) {
            return (double) (whole.low() + index * whole.step());
        }
        if (parameter instanceof FloatParameter real) {
            return real.low() + index * real.step().orElse(0);
        }
        return (double) index;
    }
}
