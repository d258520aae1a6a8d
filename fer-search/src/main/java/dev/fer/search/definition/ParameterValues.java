package dev.fer.search.definition;

import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.ConstantParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.Parameter;
import java.util.List;

/** What is common to the kinds of parameters that list their values. */
final class ParameterValues {
    private ParameterValues() {}

    /** Returns the values that a parameter lists, in their order; empty for a range of numbers. */
    static List<Object> enumerated(Parameter parameter) {
        if (parameter instanceof CategoricalParameter categorical) {
            return categorical.choices();
        }
        if (parameter instanceof OrdinalParameter ordinal) {
            return ordinal.choices();
        }
        return parameter instanceof ConstantParameter constant ? List.of(constant.value()) : List.of();
    }
}
