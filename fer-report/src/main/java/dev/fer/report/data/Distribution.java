package dev.fer.report.data;

import java.util.List;

/**
 * How the values of some complete trials are spread: quartiles as a box plot shows them, from the best value to the
 * worst.
 *
 * @param count how many trials
 * @param upper the value that a quarter of them reaches or surpasses
 * @param median the value that half of them reaches or surpasses
 * @param lower the value that three quarters of them reach or surpass
 */
public record Distribution(int count, double best, double upper, double median, double lower, double worst) {
    /**
     * Creates the distribution of some values.
     *
     * @param ranked at least one, the best first
     */
    static Distribution of(List<Double> ranked) {
        return new Distribution(
                ranked.size(),
                ranked.get(0),
                quantile(ranked, 0.25),
                quantile(ranked, 0.5),
                quantile(ranked, 0.75),
                ranked.get(ranked.size() - 1));
    }

    /** Interpolates linearly between the neighbours (Hyndman and Fan 1996, type 7). */
    private static double quantile(List<Double> ranked, double share) {
        double place = share * (ranked.size() - 1);
        int below = (int) place;
        double between = place - below;
        return between == 0 ? ranked.get(below) : (1 - between) * ranked.get(below) + between * ranked.get(below + 1);
    }
}
