package dev.fer.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers, durations and times as a person reads them; the same on every machine. */
public final class Numbers {
    private static final MathContext FOUR_DIGITS = new MathContext(4);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** What stands for a number that is not there. */
    public static final String NONE = "–";

    /** Keeps a number and its unit on one line. */
    static final String UNIT = "\u00a0";

    private Numbers() {}

    /** Returns a number with four significant digits, whole numbers in full: 0.5832, 1.2e-5, 7,317,007. */
    public static String value(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? NONE : value > 0 ? "∞" : "−∞";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return value((long) value);
        }
        BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
        double size = Math.abs(value);
        String text;
        if (size >= 1e7 || size < 1e-4) {
            int exponent = rounded.precision() - rounded.scale() - 1;
            text = rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
        } else if (size >= 1000) {
            text = String.format(Locale.ROOT, "%,.0f", value);
        } else {
            text = rounded.toPlainString();
        }
        return text.replace('-', '−');
    }

    /** Returns a whole number in full: 7,317,007. */
    public static String value(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace('-', '−');
    }

    /** Returns a number as {@link #value(double)} does, or a dash. */
    public static String value(OptionalDouble value) {
        return value.isPresent() ? value(value.getAsDouble()) : NONE;
    }

    /** Returns a share of 0..1 as a percentage: 58.3 %, or a dash. */
    public static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f", 100 * share) + UNIT + "%" : NONE;
    }

    /** Returns a share of 0..1 as a whole percentage: 58 %, or a dash. */
    public static String wholePercent(double share) {
        return Double.isFinite(share) ? Math.round(100 * share) + UNIT + "%" : NONE;
    }

    /** Returns a number with its noun: 1 trial, 2,000 trials. */
    public static String count(long number, String noun) {
        return value(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** Returns a duration in its two largest units: 2 h 5 min, 43 s, 0.25 s. */
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 10) {
            return value(Math.round(duration.toMillis() / 10.0) / 100.0) + UNIT + "s";
        }
        if (seconds < 60) {
            return seconds + UNIT + "s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + UNIT + largeUnit + (small == 0 ? "" : UNIT + small + UNIT + smallUnit);
    }

    /** Returns a time to the minute, in UTC. */
    public static String time(Instant time) {
        return TIME.format(time);
    }
}
