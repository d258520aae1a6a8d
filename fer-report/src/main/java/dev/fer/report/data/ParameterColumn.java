package dev.fer.report.data;

import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.ConstantParameter;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.NormalParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One searched parameter as a column of numbers, so that any chart can draw it.
 *
 * @param name as in the search file
 * @param allowed its range, for a person
 * @param log whether its axis is logarithmic; then all codes are positive
 * @param low the axis's lower end; 0 for choices
 * @param high the axis's upper end; the last index for choices
 * @param choices the labels of the choices by index; empty for a number
 * @param ordered whether neighbours are alike: numbers and ordinal choices
 * @param codes a number, or the index of a choice, for each trial; NaN where the parameter was inactive
 * @param association how strongly it goes along with the goal, see {@link Association}; empty if too little is known
 */
public record ParameterColumn(
        String name,
        String allowed,
        boolean log,
        double low,
        double high,
        List<String> choices,
        boolean ordered,
        double[] codes,
        OptionalDouble association) {

    private record Axis(boolean log, double low, double high) {}

    /** Copies the choices; the codes are shared and not to be changed. */
    public ParameterColumn {
        choices = List.copyOf(choices);
    }

    /** Returns the columns of all parameters but constants, the most associated with the goal first. */
    static List<ParameterColumn> of(SearchSpace space, List<Trial> trials, ValueHistory history) {
        Set<String> names = new LinkedHashSet<>();
        space.parameters().stream()
                .filter(parameter -> !(parameter instanceof ConstantParameter))
                .forEach(parameter -> names.add(parameter.name()));
        trials.forEach(trial -> trial.configuration()
                .ifPresent(found -> found.names().stream()
                        .filter(name -> space.indexOf(name).isEmpty())
                        .forEach(names::add)));
        double[] values = completeValues(trials, history);
        return names.stream()
                .map(name -> column(name, space.indexOf(name).map(space.parameters()::get), trials, values))
                .sorted(Comparator.comparingDouble((ParameterColumn column) ->
                        -Math.abs(column.association().orElse(0))))
                .toList();
    }

    /** Returns the values of complete trials, NaN for others. */
    static double[] completeValues(List<Trial> trials, ValueHistory history) {
        return IntStream.range(0, trials.size())
                .mapToDouble(i -> trials.get(i).state() == TrialState.COMPLETE ? history.values()[i] : Double.NaN)
                .toArray();
    }

    private static ParameterColumn column(
            String name, Optional<Parameter> declared, List<Trial> trials, double[] values) {
        List<Optional<Object>> cells = trials.stream()
                .map(trial -> trial.configuration().flatMap(found -> found.find(name)))
                .toList();
        String allowed = declared.map(Parameter::allowed).orElse("not in the newest definition");
        boolean number = declared.map(ParameterColumn::isNumber)
                .orElse(cells.stream().flatMap(Optional::stream).allMatch(Number.class::isInstance));
        if (number) {
            double[] codes = cells.stream()
                    .mapToDouble(cell -> cell.filter(Number.class::isInstance)
                            .map(value -> ((Number) value).doubleValue())
                            .orElse(Double.NaN))
                    .toArray();
            Axis axis = declared.map(parameter -> axis(parameter, codes)).orElseGet(() -> observed(codes, false));
            OptionalDouble association = Association.ofNumbers(codes, values);
            return new ParameterColumn(
                    name, allowed, axis.log, axis.low, axis.high, List.of(), true, codes, association);
        }
        List<String> choices = choices(declared, cells);
        boolean ordered = declared.filter(OrdinalParameter.class::isInstance).isPresent();
        double[] codes = cells.stream()
                .mapToDouble(cell -> cell.map(value -> (double) choices.indexOf(String.valueOf(value)))
                        .orElse(Double.NaN))
                .toArray();
        OptionalDouble association =
                ordered ? Association.ofNumbers(codes, values) : Association.ofChoices(codes, choices.size(), values);
        return new ParameterColumn(name, allowed, false, 0, choices.size() - 1, choices, ordered, codes, association);
    }

    private static boolean isNumber(Parameter parameter) {
        return parameter instanceof FloatParameter
                || parameter instanceof IntParameter
                || parameter instanceof NormalParameter;
    }

    /** The declared range, widened by what was observed: an older definition may have allowed more. */
    private static Axis axis(Parameter parameter, double[] codes) {
        if (parameter instanceof FloatParameter number) {
            return widened(codes, number.low(), number.high(), number.log());
        }
        if (parameter instanceof IntParameter number) {
            return widened(codes, (double) number.low(), (double) number.high(), number.log());
        }
        return observed(codes, parameter instanceof NormalParameter normal && normal.log());
    }

    private static Axis widened(double[] codes, double low, double high, boolean log) {
        Axis seen = observed(codes, log);
        boolean any = Arrays.stream(codes).anyMatch(Double::isFinite);
        return any
                ? new Axis(log && seen.log, Math.min(low, seen.low), Math.max(high, seen.high))
                : new Axis(log, low, high);
    }

    private static Axis observed(double[] codes, boolean log) {
        double low = Arrays.stream(codes).filter(Double::isFinite).min().orElse(log ? 1 : 0);
        double high = Arrays.stream(codes).filter(Double::isFinite).max().orElse(1);
        return new Axis(log && low > 0, low, high);
    }

    private static List<String> choices(Optional<Parameter> declared, List<Optional<Object>> cells) {
        Set<String> labels = new LinkedHashSet<>();
        declared.map(ParameterColumn::declaredChoices).orElse(List.of()).forEach(c -> labels.add(String.valueOf(c)));
        cells.stream().flatMap(Optional::stream).forEach(value -> labels.add(String.valueOf(value)));
        return new ArrayList<>(labels);
    }

    private static List<Object> declaredChoices(Parameter parameter) {
        if (parameter instanceof CategoricalParameter categorical) {
            return categorical.choices();
        }
        return parameter instanceof OrdinalParameter ordinal ? ordinal.choices() : List.of();
    }

    /** Returns the column of the shown trials, with the axis and the association of all. */
    ParameterColumn shown(Sample sample) {
        return new ParameterColumn(name, allowed, log, low, high, choices, ordered, sample.of(codes), association);
    }

    /** Tells whether this is a number and not a choice. */
    public boolean isNumber() {
        return choices.isEmpty();
    }

    /** Returns where a code lies on the axis: from 0 to 1 for a number, the index itself for a choice. */
    double position(double code) {
        if (!isNumber() || high == low) {
            return code;
        }
        return log ? Math.log(code / low) / Math.log(high / low) : (code - low) / (high - low);
    }

    /** Tells whether trials differ in this parameter. */
    public boolean varies() {
        return Arrays.stream(codes).distinct().limit(2).count() > 1;
    }
}
