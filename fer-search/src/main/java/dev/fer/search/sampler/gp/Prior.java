package dev.fer.search.sampler.gp;

import java.util.Arrays;

/**
 * What is believed about a kernel's parameters before any trial, and the box in which they are sought. The
 * parameters are logarithms: of the length-scale of each axis, of the variances of the joint part and of the main
 * effects, and of the noise, in this order. All but the noise are believed to be normally distributed; length-scales grow with the root of the number of axes, as distances do
 * (Hvarfner et al. 2024, arXiv 2402.02229). Immutable and thread-safe.
 *
 * @param axes the number of length-scales
 */
record Prior(int axes) {
    /** For one axis, a share of the prior's range; wide enough a belief for data to overrule it. */
    private static final double LENGTH = 0.6;

    private static final double LENGTH_SPREAD = 1;

    /** Of the targets' variance of 1, half is expected in what is joint and half in main effects. */
    private static final double VARIANCE = 0.5;

    private static final double VARIANCE_SPREAD = 1;

    /** The mean of an exponential distribution: any small noise is as probable as none. */
    private static final double NOISE = 0.3;

    private static final double LEAST_NOISE = 1e-9;

    /** Returns where the search for the parameters begins: the most probable ones, with this noise. */
    double[] start(double noise) {
        double[] start = new double[axes + 3];
        Arrays.fill(start, 0, axes, logLength());
        Arrays.fill(start, axes, axes + 2, Math.log(VARIANCE));
        start[axes + 2] = Math.log(noise);
        return start;
    }

    double[] low() {
        double[] low = new double[axes + 3];
        Arrays.fill(low, 0, axes, Math.log(0.01));
        low[axes] = Math.log(0.001);
        low[axes + 1] = Math.log(1e-6);
        low[axes + 2] = Math.log(LEAST_NOISE);
        return low;
    }

    double[] high() {
        double[] high = new double[axes + 3];
        Arrays.fill(high, 0, axes, logLength() + 5);
        high[axes] = Math.log(100);
        high[axes + 1] = Math.log(100);
        high[axes + 2] = 0;
        return high;
    }

    Kernel kernel(double[] parameters) {
        double[] weights = new double[axes];
        Arrays.setAll(weights, i -> Math.exp(-2 * parameters[i]));
        return new Kernel(
                weights, Math.exp(parameters[axes]), Math.exp(parameters[axes + 1]), Math.exp(parameters[axes + 2]));
    }

    /** Returns the negative logarithm of the prior density, up to a constant, and adds its gradient. */
    double penalty(double[] parameters, double[] gradient) {
        double sum = Math.exp(parameters[axes + 2]) / NOISE;
        gradient[axes + 2] += sum;
        for (int i = 0; i < axes + 2; i++) {
            double mean = i < axes ? logLength() : Math.log(VARIANCE);
            double spread = i < axes ? LENGTH_SPREAD : VARIANCE_SPREAD;
            double miss = (parameters[i] - mean) / spread;
            sum += miss * miss / 2;
            gradient[i] += miss / spread;
        }
        return sum;
    }

    private double logLength() {
        return Math.log(LENGTH) + Math.log(Math.max(1, axes)) / 2;
    }
}
