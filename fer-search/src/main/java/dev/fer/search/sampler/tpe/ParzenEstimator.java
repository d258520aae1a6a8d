package dev.fer.search.sampler.tpe;

import dev.fer.search.sampler.internal.Axis;
import dev.fer.search.sampler.internal.UnitSpace;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** A mixture of one kernel per trial and the prior, over the tree of a space. */
public final class ParzenEstimator {
    private final UnitSpace space;
    private final int kernels;
    private final double[] weight;
    private final double[] logWeight;
    private final List<double[]> points;
    private final double[][] mean;
    private final double[][] sd;
    private final double[][] logNormaliser;
    private final double[][][] logTable;

    /** Creates the mixture of weighted points. */
    public ParzenEstimator(UnitSpace space, List<double[]> points, double[] weights, double priorWeight) {
        this.space = space;
        this.points = points;
        this.kernels = points.size() + 1;
        this.weight = Arrays.copyOf(weights, kernels);
        weight[kernels - 1] = priorWeight;
        double sum = 0;
        for (double w : weight) {
            sum += w;
        }
        logWeight = new double[kernels];
        for (int i = 0; i < kernels; i++) {
            weight[i] /= sum;
            logWeight[i] = Math.log(weight[i]);
        }
        mean = new double[space.size()][];
        sd = new double[space.size()][];
        logNormaliser = new double[space.size()][];
        logTable = new double[space.size()][][];
        for (int a = 0; a < space.size(); a++) {
            build(a);
        }
    }

    private void build(int a) {
        Axis axis = space.axis(a);
        int n = 0;
        double[] xs = new double[kernels - 1];
        int[] who = new int[kernels - 1];
        for (int i = 0; i < kernels - 1; i++) {
            double x = points.get(i)[a];
            if (!Double.isNaN(x)) {
                xs[n] = axis.kind() == Axis.Kind.ORDERED ? (axis.edge((int) x) + axis.edge((int) x + 1)) / 2 : x;
                who[n++] = i;
            }
        }
        if (axis.kind() == Axis.Kind.UNORDERED) {
            unordered(a, axis, n);
            return;
        }
        double least = 1.0 / Math.min(100, n + 2);
        if (axis.kind() == Axis.Kind.ORDERED) {
            ordered(a, axis, Math.max(Math.pow(n + 1.0, -0.5), 1.0 / axis.cells()));
            return;
        }
        mean[a] = new double[kernels];
        sd[a] = new double[kernels];
        logNormaliser[a] = new double[kernels];
        Arrays.fill(sd[a], Double.POSITIVE_INFINITY);
        double[] sorted = Arrays.copyOf(xs, n);
        Arrays.sort(sorted);
        for (int j = 0; j < n; j++) {
            int i = who[j];
            int at = Arrays.binarySearch(sorted, xs[j]);
            double left = at == 0 && n >= 2 ? 0 : xs[j] - (at > 0 ? sorted[at - 1] : 0);
            double right = at == n - 1 && n >= 2 ? 0 : (at < n - 1 ? sorted[at + 1] : 1) - xs[j];
            double s = Math.min(1, Math.max(least, Math.max(left, right)));
            mean[a][i] = xs[j];
            sd[a][i] = s;
            logNormaliser[a][i] = Gaussian.logNormaliser(xs[j], s);
        }
    }

    private void unordered(int a, Axis axis, int n) {
        int cells = axis.cells();
        double prior = 1.0 * cells / (n + 1.0);
        logTable[a] = new double[cells][cells + 1];
        for (int x = 0; x < cells; x++) {
            double p = axis.edge(x + 1) - axis.edge(x);
            for (int k = 0; k < cells; k++) {
                logTable[a][x][k] = Math.log(((x == k ? 1 : 0) + prior * p) / (1 + prior));
            }
            logTable[a][x][cells] = Math.log(p);
        }
    }

    private void ordered(int a, Axis axis, double s) {
        int cells = axis.cells();
        logTable[a] = new double[cells][cells + 1];
        for (int k = 0; k < cells; k++) {
            double mu = (axis.edge(k) + axis.edge(k + 1)) / 2;
            double total = Gaussian.mass(mu, s, 0, 1);
            for (int x = 0; x < cells; x++) {
                logTable[a][x][k] = Math.log(Gaussian.mass(mu, s, axis.edge(x), axis.edge(x + 1)) / total);
            }
        }
        for (int x = 0; x < cells; x++) {
            logTable[a][x][cells] = Math.log(axis.edge(x + 1) - axis.edge(x));
        }
    }

    /** Returns the log density at a point. */
    public double logDensity(double[] x) {
        double[] acc = logWeight.clone();
        for (int a = 0; a < x.length; a++) {
            if (Double.isNaN(x[a])) {
                continue;
            }
            if (logTable[a] != null) {
                double[] row = logTable[a][(int) x[a]];
                for (int i = 0; i < kernels; i++) {
                    double k = i < kernels - 1 ? points.get(i)[a] : Double.NaN;
                    acc[i] += row[Double.isNaN(k) ? row.length - 1 : (int) k];
                }
            } else {
                for (int i = 0; i < kernels; i++) {
                    double z = (x[a] - mean[a][i]) / sd[a][i];
                    acc[i] -= 0.5 * z * z + logNormaliser[a][i];
                }
            }
        }
        double max = Double.NEGATIVE_INFINITY;
        for (double v : acc) {
            max = Math.max(max, v);
        }
        double sum = 0;
        for (double v : acc) {
            sum += Math.exp(v - max);
        }
        return max + Math.log(sum);
    }

    /** Draws a point and returns its codes. */
    public double[] draw(UniformRandomProvider random, double[] point) {
        double u = random.nextDouble();
        int k = 0;
        while (k < kernels - 1 && u >= weight[k]) {
            u -= weight[k++];
        }
        int kernel = k;
        return space.walk(a -> drawAxis(a, kernel, random), point);
    }

    private double drawAxis(int a, int kernel, UniformRandomProvider random) {
        Axis axis = space.axis(a);
        double k = kernel < kernels - 1 ? points.get(kernel)[a] : Double.NaN;
        if (Double.isNaN(k)) {
            return axis.atQuantile(random.nextDouble());
        }
        if (logTable[a] != null) {
            double u = random.nextDouble();
            for (int x = 0; x < axis.cells(); x++) {
                u -= Math.exp(logTable[a][x][(int) k]);
                if (u < 0) {
                    return x;
                }
            }
            return axis.cells() - 1;
        }
        ZigguratSampler.NormalizedGaussian gauss = ZigguratSampler.NormalizedGaussian.of(random);
        while (true) {
            double x = mean[a][kernel] + sd[a][kernel] * gauss.sample();
            if (x >= 0 && x <= 1) {
                return x;
            }
        }
    }
}
