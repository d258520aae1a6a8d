package dev.fer.search.sampler.gp;

import java.util.Arrays;

/**
 * What is believed about a kernel's parameters before any trial, and the box in which they are sought. The
 * parameters are logarithms, of the length-scale of each axis, the amplitude and the noise, in this order; the
 * beliefs are normal distributions of them. Length-scales grow with the root of the number of axes, as distances do
 * (Hvarfner et al. 2024, arXiv 2402.02229). Immutable and thread-safe.
 *
 * @param axes the number of length-scales
 */
record Prior(int axes) {
    private static final double LENGTH = Double.parseDouble(System.getProperty("gp.len", "0.6"));
    private static final double LENGTH_SPREAD = Double.parseDouble(System.getProperty("gp.lensd", "1.0"));
    private static final double AMPLITUDE_SPREAD = 1;
    private static final double ADD = Double.parseDouble(System.getProperty("gp.add", "0.5"));
    private static final double NOISE = Double.parseDouble(System.getProperty("gp.noise", "0.3"));
    private static final double LEAST_NOISE = Double.parseDouble(System.getProperty("gp.minnoise", "1e-9"));

    /** Returns where the search for the parameters begins: the most probable ones, with this noise. */
    double[] start(double noise) {
        double[] start = new double[axes + 3];
        Arrays.fill(start, 0, axes, logLength());
        start[axes] = Math.log(0.5);
        start[axes + 1] = Math.log(ADD);
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
            double mean = i < axes ? logLength() : i == axes ? Math.log(0.5) : Math.log(ADD);
            double spread = i < axes ? LENGTH_SPREAD : AMPLITUDE_SPREAD;
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
