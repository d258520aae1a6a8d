package dev.fer.search.sampler.cmaes;

import dev.fer.search.History;
import dev.fer.search.sampler.internal.Axis;
import dev.fer.search.sampler.internal.UnitSpace;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How often each choice of each unordered parameter is drawn: first by its prior, then more often the more of the
 * best trials have it (population-based incremental learning, Baluja 1994). One thread at a time.
 */
final class Frequencies {
    /** How far shares move towards those among the best of one generation. */
    private static final double RATE = 0.25;

    /** No choice gets rarer than this part of an equal share. */
    private static final double LEAST = 0.2;

    /** The shares of each choice by the position of the parameter; none where it is not unordered. */
    private final double[][] shares;

    Frequencies(UnitSpace space) {
        shares = new double[space.size()][];
        for (int position = 0; position < shares.length; position++) {
            Axis axis = space.axis(position);
            shares[position] = new double[axis.kind() == Axis.Kind.UNORDERED ? axis.cells() : 0];
            for (int cell = 0; cell < shares[position].length; cell++) {
                shares[position][cell] = axis.edge(cell + 1) - axis.edge(cell);
            }
        }
    }

    /** Draws a choice. */
    double draw(int position, UniformRandomProvider random) {
        double left = random.nextDouble();
        double[] own = shares[position];
        for (int cell = 0; cell < own.length - 1; cell++) {
            left -= own[cell];
            if (left < 0) {
                return cell;
            }
        }
        return own.length - 1.0;
    }

    /** Moves towards the choices of the best trials of a generation; those that lack a parameter do not count. */
    void learn(List<History.Finished> parents) {
        for (int position = 0; position < shares.length; position++) {
            int[] counts = new int[shares[position].length];
            int total = 0;
            for (History.Finished trial : parents) {
                double code = trial.codes()[position];
                if (counts.length > 0 && !Double.isNaN(code)) {
                    counts[(int) code]++;
                    total++;
                }
            }
            if (total > 0) {
                move(shares[position], counts, total);
            }
        }
    }

    private static void move(double[] own, int[] counts, int total) {
        double sum = 0;
        for (int cell = 0; cell < own.length; cell++) {
            double moved = (1 - RATE) * own[cell] + RATE * counts[cell] / total;
            own[cell] = Math.max(LEAST / own.length, moved);
            sum += own[cell];
        }
        for (int cell = 0; cell < own.length; cell++) {
            own[cell] /= sum;
        }
    }
}
