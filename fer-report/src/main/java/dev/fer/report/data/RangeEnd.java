package dev.fer.report.data;

import dev.fer.search.space.NormalParameter;
import dev.fer.search.space.SearchSpace;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * A number whose best value lies within 2 % of an end of its searched range, so that the optimum may lie beyond, and
 * where to search instead. Ends that nothing can lie beyond are left out: 0 of what is never negative, and the 1 that
 * counts begin with.
 *
 * @param parameter its name
 * @param upper whether it is the upper end
 * @param best the best trial's value
 * @param low the wider range's lower end
 * @param high the wider range's upper end
 */
public record RangeEnd(String parameter, boolean upper, double best, double low, double high) {
    private static final double NEAR = 0.02;
    private static final int DECADE = 10;
    /** A linear range that ends below is of small numbers, such as penalties, and not of a share. */
    private static final double SHARE = 0.1;

    /** Finds the ends that the best trial lies at. */
    public static List<RangeEnd> of(StudyData study) {
        return study.winner()
                .map(best -> study.varying().stream()
                        .filter(column -> hasEnds(study, column))
                        .flatMap(column -> of(column, column.codes()[best]).stream())
                        .toList())
                .orElse(List.of());
    }

    /** What is drawn from a normal distribution has no end, only a greatest value seen. */
    private static boolean hasEnds(StudyData study, ParameterColumn column) {
        SearchSpace space = study.study().definition().space();
        boolean isNormal =
                space.indexOf(column.name()).isPresent() && space.parameter(column.name()) instanceof NormalParameter;
        return column.isNumber() && !isNormal;
    }

    private static Optional<RangeEnd> of(ParameterColumn column, double best) {
        double low = scaled(column, column.low());
        double high = scaled(column, column.high());
        double at = (scaled(column, best) - low) / (high - low);
        if (at >= 1 - NEAR && higher(column) > column.high()) {
            return Optional.of(new RangeEnd(column.name(), true, best, column.low(), higher(column)));
        }
        if (at <= NEAR && lower(column) < column.low()) {
            return Optional.of(new RangeEnd(column.name(), false, best, lower(column), column.high()));
        }
        return Optional.empty();
    }

    private static double scaled(ParameterColumn column, double value) {
        return column.log() ? Math.log(value) : value;
    }

    /** A share stays below 1, halving what is left; others grow by a decade, or by half of their range. */
    private static double higher(ParameterColumn column) {
        double high = column.high();
        if (column.low() >= 0 && high <= 1 && high > SHARE && !column.log()) {
            return rounded(1 - (1 - high) / 2);
        }
        return rounded(column.log() ? high * DECADE : high + (high - column.low()) / 2);
    }

    private static double lower(ParameterColumn column) {
        double low = column.low();
        if (column.log()) {
            return isWhole(low) ? Math.max(1, Math.ceil(low / DECADE)) : rounded(low / DECADE);
        }
        double wider = rounded(low - (column.high() - low) / 2);
        double least = low >= 1 && isWhole(low) ? 1 : low >= 0 ? 0 : wider;
        return Math.max(least, wider);
    }

    private static boolean isWhole(double value) {
        return value >= 1 && value == Math.rint(value);
    }

    private static double rounded(double value) {
        if (value >= 1 && value < 100) {
            return Math.rint(value);
        }
        return new BigDecimal(value)
                .round(new MathContext(value < 1 && value > 0.9 ? 3 : 2, RoundingMode.HALF_UP))
                .doubleValue();
    }
}
