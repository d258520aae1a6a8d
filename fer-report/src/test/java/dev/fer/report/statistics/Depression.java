package dev.fer.report.statistics;

import java.util.stream.IntStream;

/** Depression scores of nine patients before and after therapy (Hollander and Wolfe 1973, example 3.1). */
final class Depression {
    private static final double[] BEFORE = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
    private static final double[] AFTER = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
    static final double[] DIFFERENCES = IntStream.range(0, BEFORE.length)
            .mapToDouble(i -> BEFORE[i] - AFTER[i])
            .toArray();

    private Depression() {}
}
