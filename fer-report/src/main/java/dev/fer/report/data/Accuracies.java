package dev.fer.report.data;

import dev.fer.search.Goal;

/** Which goals are a share of the samples, so that chance alone explains a part of their differences. */
final class Accuracies {
    private Accuracies() {}

    /** Tells whether a goal is an accuracy; a balanced accuracy is a mean of shares, and no share itself. */
    static boolean isAccuracy(Goal goal) {
        return goal.metric().equals("accuracy") || goal.metric().endsWith(".accuracy");
    }

    /** Tells whether a value of a goal is a share of the samples. */
    static boolean isAccuracy(Goal goal, double value) {
        return isAccuracy(goal) && value >= 0 && value <= 1;
    }
}
