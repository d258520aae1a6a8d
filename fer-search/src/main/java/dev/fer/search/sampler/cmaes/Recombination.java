package dev.fer.search.sampler.cmaes;

/**
 * The constants of CMA-ES that follow from the number of dimensions and the size of a generation (Hansen 2016,
 * arXiv 1604.00772, table 1 and equations 49 to 58), among them the weights by rank, negative ones too.
 *
 * @param weights by rank, the best first; the positive ones sum to 1
 * @param parents how many weights are positive
 * @param mass the variance effective selection mass of the positive weights
 * @param sigmaRate the learning rate of the step size's path
 * @param damping of the step size
 * @param pathRate the learning rate of the covariance's path
 * @param rankOne the learning rate of the covariance's rank-one update
 * @param rankMu the learning rate of the covariance's rank-mu update
 */
record Recombination(
        double[] weights,
        int parents,
        double mass,
        double sigmaRate,
        double damping,
        double pathRate,
        double rankOne,
        double rankMu) {

    /** Returns the default size of a generation. */
    static int defaultGeneration(int dimensions) {
        return 4 + (int) (3 * Math.log(dimensions));
    }

    static Recombination of(int n, int generation) {
        double[] raw = new double[generation];
        int parents = generation / 2;
        for (int i = 0; i < generation; i++) {
            raw[i] = Math.log((generation + 1) / 2.0) - Math.log(i + 1.0);
        }
        double mass = mass(raw, 0, parents);
        double rankOne = 2 / (square(n + 1.3) + mass);
        double rankMu = Math.min(1 - rankOne, 2 * (0.25 + mass + 1 / mass - 2) / (square(n + 2.0) + mass));
        double sigmaRate = (mass + 2) / (n + mass + 5);
        double damping = 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (n + 1.0)) - 1) + sigmaRate;
        double pathRate = (4 + mass / n) / (n + 4 + 2 * mass / n);
        double most = Math.min(1 + rankOne / rankMu, 1 + 2 * mass(raw, parents, generation) / (mass + 2));
        double negative = Math.min(most, (1 - rankOne - rankMu) / (n * rankMu));
        double[] weights = scaled(raw, parents, negative);
        return new Recombination(weights, parents, mass, sigmaRate, damping, pathRate, rankOne, rankMu);
    }

    private static double[] scaled(double[] raw, int parents, double negative) {
        double positives = sum(raw, 0, parents);
        double negatives = -sum(raw, parents, raw.length);
        double[] weights = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            weights[i] = i < parents ? raw[i] / positives : negatives == 0 ? 0 : raw[i] * negative / negatives;
        }
        return weights;
    }

    private static double mass(double[] raw, int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += square(raw[i]);
        }
        return squares == 0 ? 0 : square(sum(raw, from, to)) / squares;
    }

    private static double sum(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }

    private static double square(double value) {
        return value * value;
    }
}
