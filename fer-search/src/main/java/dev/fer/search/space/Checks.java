package dev.fer.search.space;

/** Argument checks of parameters, with messages that name the parameter, the limit and what was found. */
final class Checks {
    /** Up to here every whole number is a double, so that codes are exact. */
    private static final long EXACT = 1L << 53;

    private Checks() {}

    static void that(boolean holds, String parameter, String key, String demand) {
        if (!holds) {
            throw new InvalidParameterException(parameter, key, demand);
        }
    }

    static void name(String name) {
        boolean plain = !name.isBlank() && name.chars().noneMatch(Character::isISOControl);
        that(plain, name, "", "a name must not be blank or hold control characters");
    }

    static void range(String parameter, double low, double high, boolean log) {
        that(Double.isFinite(low), parameter, "low", "low must be finite, found " + Scalars.number(low));
        that(Double.isFinite(high), parameter, "high", "high must be finite, found " + Scalars.number(high));
        that(low <= high, parameter, "low", "low must not be above high, found " + bounds(low, high));
        that(Double.isFinite(high - low), parameter, "high", "high - low must be finite");
        that(!log || low > 0, parameter, "low", "low must be positive with log, found " + Scalars.number(low));
    }

    private static String bounds(double low, double high) {
        return Scalars.number(low) + " and " + Scalars.number(high);
    }

    static void range(String parameter, long low, long high, boolean log) {
        that(Math.abs((double) low) <= EXACT, parameter, "low", "low must lie within 2^53, found " + low);
        that(Math.abs((double) high) <= EXACT, parameter, "high", "high must lie within 2^53, found " + high);
        that(low <= high, parameter, "low", "low must not be above high, found " + low + " and " + high);
        that(!log || low > 0, parameter, "low", "low must be positive with log, found " + low);
    }

    static void contained(Parameter parameter, Object value) {
        if (!parameter.contains(value)) {
            throw new IllegalArgumentException("parameter '" + parameter.name() + "': " + Scalars.text(value)
                    + " is not allowed; allowed: " + parameter.allowed());
        }
    }
}
