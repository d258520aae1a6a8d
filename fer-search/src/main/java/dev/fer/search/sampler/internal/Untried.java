package dev.fer.search.sampler.internal;

import dev.fer.search.History;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Finds configurations that are neither forbidden nor in a history: first by drawing from the prior, then by
 * walking the tree of all values in random order, which proves exhaustion when it finds nothing. One thread at a
 * time.
 */
public final class Untried {
    private static final int DRAWS = 100;

    private final UnitSpace space;
    private final History history;
    private final UniformRandomProvider random;

    /** Creates a search with its stream of random numbers. */
    public Untried(UnitSpace space, History history, UniformRandomProvider random) {
        this.space = space;
        this.history = history;
        this.random = random;
    }

    /** Returns the codes of an untried configuration, or empty if there is none. */
    public Optional<double[]> find() {
        for (int i = 0; i < DRAWS; i++) {
            double[] codes = space.draw(random);
            if (isUntried(codes)) {
                return Optional.of(codes);
            }
        }
        double[] codes = new double[space.size()];
        Arrays.fill(codes, Double.NaN);
        return descend(0, codes) ? Optional.of(codes) : Optional.empty();
    }

    /** Tells whether codes are neither forbidden nor in the history. */
    public boolean isUntried(double[] codes) {
        return !space.isForbidden(codes) && !history.wasTried(space.configuration(codes));
    }

    /** Completes the codes from a depth on; visits no more leaves than there are tried configurations, plus one. */
    private boolean descend(int depth, double[] codes) {
        if (depth == space.order().length) {
            return !history.wasTried(space.configuration(codes));
        }
        int position = space.order()[depth];
        if (!space.isActive(position, codes)) {
            return descend(depth + 1, codes);
        }
        Axis axis = space.axis(position);
        long values = axis.cardinality();
        if (values == Long.MAX_VALUE) {
            codes[position] = axis.code(axis.atQuantile(random.nextDouble()));
            return succeeds(depth, position, codes);
        }
        Shuffle shuffle = new Shuffle(values, random);
        for (long i = 0; i < values; i++) {
            codes[position] = axis.codeOfIndex(shuffle.next());
            if (succeeds(depth, position, codes)) {
                return true;
            }
        }
        return false;
    }

    private boolean succeeds(int depth, int position, double[] codes) {
        if (!space.isForbidden(codes) && descend(depth + 1, codes)) {
            return true;
        }
        codes[position] = Double.NaN;
        return false;
    }

    /** Runs through 0..size-1 in a random order that takes no memory: by a stride without a common divisor. */
    private static final class Shuffle {
        private final long size;
        private final long stride;
        private long at;

        Shuffle(long size, UniformRandomProvider random) {
            this.size = size;
            this.at = random.nextLong(size);
            long candidate = 1 + random.nextLong(size);
            while (greatestCommonDivisor(candidate, size) != 1) {
                candidate = 1 + random.nextLong(size);
            }
            this.stride = candidate;
        }

        long next() {
            long value = at;
            at = at >= size - stride ? at - (size - stride) : at + stride;
            return value;
        }

        private static long greatestCommonDivisor(long a, long b) {
            return b == 0 ? a : greatestCommonDivisor(b, a % b);
        }
    }
}
