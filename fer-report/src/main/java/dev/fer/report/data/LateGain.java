package dev.fer.report.data;

import dev.fer.search.Direction;

/** How much of what a trial learned it learned at the end: whether more steps would have helped. */
public final class LateGain {
    private static final double LATE = 0.75;
    private static final int LEAST_STEPS = 5;

    private LateGain() {}

    /**
     * Returns the share of a curve's whole gain, from its first value to its best, that came in its last quarter: 0..1,
     * 0 for a curve of fewer than five points or without a gain.
     */
    public static double of(CurveSet.Curve curve, Direction direction) {
        int points = curve.values().length;
        if (points < LEAST_STEPS) {
            return 0;
        }
        double end = curve.steps()[points - 1];
        double first = direction.loss(curve.values()[0]);
        double early = first;
        double best = first;
        for (int i = 0; i < points; i++) {
            double loss = direction.loss(curve.values()[i]);
            best = Math.min(best, loss);
            early = curve.steps()[i] <= LATE * end ? best : early;
        }
        return best < first ? (early - best) / (first - best) : 0;
    }
}
