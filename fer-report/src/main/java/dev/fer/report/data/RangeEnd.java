package dev.fer.report.data;

import dev.fer.search.space.IntParameter;
import dev.fer.search.space.NormalParameter;
import dev.fer.search.space.Parameter;
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
                        .flatMap(column -> of(column, isWhole(study, column), column.codes()[best]).stream())
                        .toList())
                .orElse(List.of());
    }

    /** What is drawn from a normal distribution has no end, only a greatest value seen. */
    private static boolean hasEnds(StudyData study, ParameterColumn column) {
        return column.isNumber()
                && parameter(study, column)
                        .filter(NormalParameter.class::isInstance)
                        .isEmpty();
    }

    private static boolean isWhole(StudyData study, ParameterColumn column) {
        return parameter(study, column).filter(IntParameter.class::isInstance).isPresent();
    }

    private static Optional<Parameter> parameter(StudyData study, ParameterColumn column) {
        SearchSpace space = study.study().definition().space();
        return space.indexOf(column.name()).isPresent()
                ? Optional.of(space.parameter(column.name()))
                : Optional.empty();
    }

    private static Optional<RangeEnd> of(ParameterColumn column, boolean whole, double best) {
        double low = scaled(column, column.low());
        double high = scaled(column, column.high());
        double at = (scaled(column, best) - low) / (high - low);
        if (at >= 1 - NEAR) {
            double higher = whole ? Math.ceil(higher(column)) : beyond(column.high(), higher(column));
            return higher > column.high()
                    ? Optional.of(new RangeEnd(column.name(), true, best, column.low(), higher))
                    : Optional.empty();
        }
        if (at <= NEAR) {
            double wider = lower(column);
            double lower = whole ? Math.max(leastWhole(column), Math.floor(wider)) : beyond(column.low(), wider);
            return lower < column.low()
                    ? Optional.of(new RangeEnd(column.name(), false, best, lower, column.high()))
                    : Optional.empty();
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
            return 1 - (1 - high) / 2;
        }
        return column.log() ? high * DECADE : high + (high - column.low()) / 2;
    }

    private static double lower(ParameterColumn column) {
        double low = column.low();
        if (column.log()) {
            return low / DECADE;
        }
        double wider = low - (column.high() - low) / 2;
        return low >= 0 ? Math.max(0, wider) : wider;
    }

    /** Of layers and the like there is at least one where there was. */
    private static double leastWhole(ParameterColumn column) {
        return column.low() >= 1 ? 1 : column.low() >= 0 ? 0 : Double.NEGATIVE_INFINITY;
    }

    /** Rounds to as few digits as a person would write that still lie beyond the old end. */
    private static double beyond(double old, double wider) {
        int digits = wider < 1 && wider > 0.9 ? 3 : 2;
        double rounded = rounded(wider, digits);
        while (wider != old && Math.signum(rounded - old) != Math.signum(wider - old)) {
            rounded = rounded(wider, ++digits);
        }
        return rounded;
    }

    private static double rounded(double value, int digits) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(digits, RoundingMode.HALF_UP))
                .doubleValue();
    }
}
