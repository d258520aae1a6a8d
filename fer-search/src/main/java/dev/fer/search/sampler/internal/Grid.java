package dev.fer.search.sampler.internal;

import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.ConstantParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Thins a space out to a grid: the same space, in which every parameter is one of a few equally likely values. */
public final class Grid {
    /** Up to so many values of a parameter are all part of the grid, however few levels are asked for. */
    private static final int ALL = 32;

    private Grid() {}

    /**
     * Returns the grid of a space, whose configurations are configurations of the space too.
     *
     * @param points the levels of a parameter that has more values than that and more than 32
     */
    public static SearchSpace of(SearchSpace space, int points) {
        List<Parameter> levels = space.parameters().stream()
                .map(parameter -> level(parameter, points))
                .toList();
        SearchSpace free = SearchSpace.of(levels, List.of());
        List<Configuration> forbidden = space.forbidden().stream()
                .filter(combination -> combination.values().entrySet().stream()
                        .allMatch(value -> free.parameter(value.getKey()).contains(value.getValue())))
                .toList();
        return SearchSpace.of(levels, forbidden);
    }

    private static Parameter level(Parameter parameter, int points) {
        if (parameter instanceof ConstantParameter) {
            return parameter;
        }
        if (parameter instanceof CategoricalParameter choice) {
            return new CategoricalParameter(choice.name(), choice.choices(), List.of(), choice.when());
        }
        Axis axis = Axis.of(parameter);
        DoubleStream codes = parameter.cardinality() <= Math.max(ALL, points)
                ? LongStream.range(0, parameter.cardinality()).mapToDouble(axis::codeOfIndex)
                : IntStream.range(0, points).mapToDouble(i -> axis.level(i, points));
        List<Object> values = codes.mapToObj(parameter::decode).distinct().toList();
        return new OrdinalParameter(parameter.name(), values, parameter.when());
    }
}
