package dev.fer.search.arbiter;

import dev.fer.search.space.Parameter;
import java.util.List;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;

/** A discrete leaf that remembers the ordered parameter whose values it has, which Arbiter cannot say. */
final class GridSpace extends DiscreteParameterSpace<Object> {
    private final Parameter origin;

    GridSpace(Parameter origin, List<Object> values) {
        super(values);
        this.origin = origin;
    }

    /** Returns the parameter that this leaf stands for. */
    Parameter origin() {
        return origin;
    }
}
