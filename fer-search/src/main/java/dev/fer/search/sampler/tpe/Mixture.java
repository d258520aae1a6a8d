package dev.fer.search.sampler.tpe;

import dev.fer.search.sampler.internal.UnitSpace;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** A published profile's density of some parameters, from the trials that have all of them. Immutable. */
final class Mixture {
    private final int[] positions;
    private final Kernels[] kernels;
    private final double[] weights;
    private final double total;

    /**
     * Creates a density.
     *
     * @param positions of the parameters
     * @param observed the codes of trials that have all of them, oldest first
     * @param weights one per trial and last that of the prior
     */
    Mixture(UnitSpace space, int[] positions, List<double[]> observed, double[] weights, PublishedRules rules) {
        this.positions = positions;
        this.kernels = new Kernels[positions.length];
        this.weights = weights.clone();
        for (int i = 0; i < positions.length; i++) {
            int position = positions[i];
            double[] codes =
                    observed.stream().mapToDouble(trial -> trial[position]).toArray();
            kernels[i] = Kernels.of(space.axis(position), codes, rules);
            for (int component = 0; component < weights.length; component++) {
                this.weights[component] = rules.weightOf(kernels[i], component, this.weights[component]);
            }
        }
        this.total = Arrays.stream(this.weights).sum();
    }

    /** Draws the parameters' codes into a configuration's. */
    void draw(UniformRandomProvider random, double[] codes) {
        double left = random.nextDouble() * total;
        int component = 0;
        while (component < weights.length - 1 && left >= weights[component]) {
            left -= weights[component++];
        }
        for (int i = 0; i < positions.length; i++) {
            codes[positions[i]] = kernels[i].draw(component, random);
        }
    }

    /** Returns the log density at the parameters' codes in a configuration's. */
    double logDensity(double[] codes) {
        double[] terms = new double[weights.length];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = Math.log(weights[i] / total);
        }
        for (int i = 0; i < positions.length; i++) {
            kernels[i].accumulate(codes[positions[i]], terms);
        }
        double greatest = Arrays.stream(terms).max().orElseThrow();
        double sum = 0;
        for (double term : terms) {
            sum += Math.exp(term - greatest);
        }
        return greatest + Math.log(sum);
    }
}
