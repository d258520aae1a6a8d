package dev.fer.report.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Probabilities of several tests, raised so that all of them together err in one case out of twenty (Holm 1979). */
public final class Holm {
    private Holm() {}

    /** Returns the adjusted probabilities in the same order. */
    public static double[] adjust(double[] p) {
        List<Integer> rising = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toList();
        double[] adjusted = new double[p.length];
        double largest = 0;
        for (int rank = 0; rank < p.length; rank++) {
            int i = rising.get(rank);
            largest = Math.max(largest, Math.min(1, (p.length - rank) * p[i]));
            adjusted[i] = largest;
        }
        return adjusted;
    }
}
