package dev.fer.common;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.apache.commons.rng.core.source64.XoRoShiRo128PlusPlus;

/**
 * Derives every random stream of the project by hashing (a seed, and what the stream is for), never by
 * drawing from a shared generator: the stream of epoch 7 of trial 3 is the same whether or not epoch 6 was
 * run in this process. The numbers are fixed across Java versions.
 */
public final class Seeds {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /**
     * Returns the seed of one purpose, for instance {@code derive(studySeed, "trial", 3)}.
     *
     * @param seed the seed to derive from
     * @param purpose strings, integers and longs that name the stream; order matters
     * @throws IllegalArgumentException if a part of the purpose is of another type
     */
    public static long derive(long seed, Object... purpose) {
        long hash = mix(seed + GOLDEN_GAMMA);
        for (Object part : purpose) {
            hash = mix(hash * 31 + GOLDEN_GAMMA + hashOf(part));
        }
        return hash;
    }

    /** Returns a generator (XoRoShiRo128++) of the stream that {@link #derive} names; not thread-safe. */
    public static UniformRandomProvider random(long seed, Object... purpose) {
        SplitMix64 expand = new SplitMix64(derive(seed, purpose));
        return new XoRoShiRo128PlusPlus(expand.nextLong(), expand.nextLong());
    }

    private static long hashOf(Object part) {
        if (part instanceof Long || part instanceof Integer) {
            return ((Number) part).longValue();
        }
        if (part instanceof String text) {
            long hash = 0xCBF29CE484222325L;
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
            }
            return hash;
        }
        throw new IllegalArgumentException("a seed's purpose is made of strings, ints and longs, found " + part);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014, variant 13 of Stafford). */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
