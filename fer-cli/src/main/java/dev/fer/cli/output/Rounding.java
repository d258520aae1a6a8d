package dev.fer.cli.output;

import java.util.Locale;

/** Numbers for the eye: as many digits as tell two trials apart, whatever the size. */
final class Rounding {
    private Rounding() {}

    /** Returns four decimals, or where those would say little four significant digits: 0.2500, 3.200e-05. */
    static String of(double number) {
        boolean plain = number == 0 || (Math.abs(number) >= 1e-3 && Math.abs(number) < 1e6);
        return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", number);
    }
}
