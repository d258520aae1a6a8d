package dev.fer.search.arbiter;

import dev.fer.search.sampler.internal.Axis;
import dev.fer.search.space.Parameter;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;

/**
 * A leaf for what Arbiter's own leaves cannot say: weighted choices, log-uniform whole numbers, truncated normals. Any
 * generator that asks leaves for values may draw from it. As thread-safe as Arbiter's leaves: once it is numbered.
 */
@SuppressWarnings("rawtypes")
final class PriorSpace implements ParameterSpace<Object> {
    private final Parameter origin;
    private final Axis axis;
    private int index = -1;

    PriorSpace(Parameter origin) {
        this.origin = origin;
        this.axis = Axis.of(origin);
    }

    /** Returns the parameter that this leaf stands for. */
    Parameter origin() {
        return origin;
    }

    @Override
    public Object getValue(double[] numbers) {
        if (index < 0) {
            throw new IllegalStateException("the leaf '" + origin.name() + "' has no number yet");
        }
        return origin.decode(axis.code(axis.atQuantile(numbers[index])));
    }

    @Override
    public int numParameters() {
        return 1;
    }

    @Override
    public List<ParameterSpace> collectLeaves() {
        return List.of(this);
    }

    @Override
    public Map<String, ParameterSpace> getNestedSpaces() {
        return Map.of();
    }

    @Override
    public boolean isLeaf() {
        return true;
    }

    @Override
    public void setIndices(int... indices) {
        if (indices.length != 1) {
            throw new IllegalArgumentException("a leaf takes one number, found " + indices.length);
        }
        index = indices[0];
    }

    @Override
    public String toString() {
        return "PriorSpace(" + origin.allowed() + ")";
    }
}
