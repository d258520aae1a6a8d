package dev.fer.search.space;

/** Argument checks of parameters, with messages that name the parameter, the limit and what was found. */
final class Checks {
    private Checks() {}

    static void that(boolean holds, String parameter, String demand) {
        if (!holds) {
            throw new IllegalArgumentException("parameter '" + parameter + "': " + demand);
        }
    }

    static void range(String parameter, double low, double high, boolean log) {
        that(Double.isFinite(low) && Double.isFinite(high), parameter, "bounds must be finite");
        that(low <= high, parameter, "low must not be above high, found " + low + " and " + high);
        that(!log || low > 0, parameter, "low must be positive with log, found " + low);
    }

    static void contained(Parameter parameter, Object value) {
        if (!parameter.contains(value)) {
            throw new IllegalArgumentException("parameter '" + parameter.name() + "': " + Scalars.text(value)
                    + " is not allowed; allowed: " + parameter.allowed());
        }
    }
}
