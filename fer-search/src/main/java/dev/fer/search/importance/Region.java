package dev.fer.search.importance;

import dev.fer.search.sampler.internal.Axis;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.space.Condition.Comparison;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The part of a space in which some parameters exist: of each other choice or short grid that a condition looks at,
 * the values for which it holds. Conditions with alternatives or on continuous ranges are not looked at. Immutable.
 */
final class Region {
    private final SearchSpace space;
    private final UnitSpace axes;
    private final Map<Integer, BitSet> cells = new TreeMap<>();

    private Region(SearchSpace space, UnitSpace axes) {
        this.space = space;
        this.axes = axes;
    }

    /** Returns where some parameters exist; where they never exist together, what restricts them differently is left out. */
    static Region of(SearchSpace space, UnitSpace axes, Parameter... existing) {
        Region region = new Region(space, axes);
        for (Parameter parameter : existing) {
            region.require(parameter);
        }
        for (Parameter parameter : existing) {
            region.cells.remove(space.indexOf(parameter.name()).orElseThrow());
        }
        region.cells.values().removeIf(BitSet::isEmpty);
        return region;
    }

    private void require(Parameter parameter) {
        List<Comparison> all = parameter
                .when()
                .filter(when -> when.anyOf().size() == 1)
                .map(when -> when.anyOf().get(0))
                .orElse(List.of());
        for (Comparison comparison : all) {
            Parameter other = space.parameter(comparison.parameter());
            int position = space.indexOf(other.name()).orElseThrow();
            Axis axis = axes.axis(position);
            if (axis.kind() != Axis.Kind.CONTINUOUS) {
                BitSet holding = new BitSet();
                IntStream.range(0, axis.cells())
                        .filter(cell -> comparison.holds(other.decode(axis.code(cell))))
                        .forEach(holding::set);
                cells.merge(position, holding, Region::both);
            }
            require(other);
        }
    }

    private static BitSet both(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.and(b);
        return both;
    }

    /** Returns the positions of the parameters that do not have all of their values here. */
    Iterable<Integer> restricted() {
        return cells.keySet();
    }

    /** Returns the probability that a box holds the value of a restricted parameter, given that this region does. */
    double share(Box box, int position) {
        Axis axis = axes.axis(position);
        double here = 0;
        double inside = 0;
        for (int cell : cells.getOrDefault(position, new BitSet()).stream().toArray()) {
            double width = axis.edge(cell + 1) - axis.edge(cell);
            here += width;
            inside += box.covers(axis, position, cell) ? width : 0;
        }
        return here == 0 ? 0 : inside / here;
    }
}
