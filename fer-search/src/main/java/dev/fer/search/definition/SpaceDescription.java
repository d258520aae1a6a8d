package dev.fer.search.definition;

import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.NormalParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A search space told to a person. Immutable and thread-safe.
 *
 * @param rows one per parameter, in the space's order
 * @param configurations how many different configurations there are; empty when a range is continuous, or when
 *     conditions and forbidden combinations entangle too many values to be counted
 */
public record SpaceDescription(List<Row> rows, Optional<BigInteger> configurations) {

    /**
     * One parameter.
     *
     * @param kind its type in a search file, or {@code constant}
     * @param range its values, for instance {@code 1e-4..0.1}
     * @param condition when it exists, in words; empty for always
     * @param prior how values are drawn, for instance {@code log-uniform}
     * @param values how many different values it has; empty for a continuous range
     */
    public record Row(String name, String kind, String range, String condition, String prior, OptionalLong values) {}

    /** Copies the rows. */
    public SpaceDescription {
        rows = List.copyOf(rows);
    }

    /** Describes a space. */
    public static SpaceDescription of(SearchSpace space) {
        return new SpaceDescription(
                space.parameters().stream().map(SpaceDescription::row).toList(), new ConfigurationCount(space).count());
    }

    private static Row row(Parameter parameter) {
        String condition = parameter.when().map(Object::toString).orElse("");
        long values = parameter.cardinality();
        return new Row(
                parameter.name(),
                kind(parameter),
                parameter.range(),
                condition,
                parameter.prior(),
                values == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(values));
    }

    private static String kind(Parameter parameter) {
        if (parameter instanceof FloatParameter) {
            return "float";
        }
        if (parameter instanceof IntParameter) {
            return "int";
        }
        if (parameter instanceof OrdinalParameter) {
            return "ordinal";
        }
        if (parameter instanceof NormalParameter) {
            return "normal";
        }
        if (parameter instanceof CategoricalParameter categorical) {
            return categorical.choices().equals(ParameterReader.BOOL) ? "bool" : "categorical";
        }
        return "constant";
    }
}
