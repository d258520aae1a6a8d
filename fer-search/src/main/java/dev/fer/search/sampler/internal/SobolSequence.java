package dev.fer.search.sampler.internal;

import dev.fer.common.Seeds;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Points of a Sobol sequence (directions of Joe and Kuo 2008, in Antonov and Saleev's order), as they are or
 * scrambled: Owen's nested uniform scrambling (1995) keeps the even spread and makes each point uniformly random.
 *
 * <p>Any 2^k consecutive points that begin at a multiple of 2^k are spread evenly, so a power of two of points is
 * the best number to stop at. Dimensions beyond 21,201 have no directions and are independent random numbers.
 * One thread at a time.
 */
public final class SobolSequence {
    private static final int MOST_DIMENSIONS = 21_201;

    /** Indices are ints, so that no more binary digits than these differ between points. */
    private static final int DIGITS = 32;

    private static final double UNIT = 1.0 / (1L << DIGITS);

    private final int dimensions;
    private final SobolSequenceGenerator generator;

    /** Creates a sequence of at least one dimension. */
    public SobolSequence(int dimensions) {
        this.dimensions = dimensions;
        this.generator = new SobolSequenceGenerator(Math.min(MOST_DIMENSIONS, dimensions));
    }

    /** Returns a point as published; that of index 0 is the origin. */
    double[] plain(int index) {
        return generator.skipTo(index);
    }

    /**
     * Returns a point in [0, 1)^d.
     *
     * @param index from 0
     * @param seed of the scrambling, the same for all points that shall be spread evenly together
     */
    public double[] scrambled(int index, long seed) {
        double[] plain = plain(index);
        double[] point = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            long digits = i < plain.length ? (long) (plain[i] / UNIT) : index;
            point[i] = scrambled(digits, Seeds.derive(seed, i));
        }
        return point;
    }

    /** Flips each binary digit or not, as the digits before it decide; those after the last are random. */
    private static double scrambled(long digits, long seed) {
        long result = 0;
        for (int place = DIGITS - 1; place >= 0; place--) {
            long before = digits >>> (place + 1);
            long flip = Seeds.derive(seed, place, before) & 1;
            result = (result << 1) | (((digits >>> place) & 1) ^ flip);
        }
        double rest = (Seeds.derive(seed, -1, digits) >>> 11) * 0x1p-53;
        return Math.min((result + rest) * UNIT, Math.nextDown(1.0));
    }
}
