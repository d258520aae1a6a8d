package dev.fer.search.importance;

/**
 * What a {@link Surrogate} predicts over two parameters, all others averaged out. The arrays are not to be changed.
 *
 * @param firstCodes values of the first parameter, as in a {@link Marginal}
 * @param secondCodes values of the second parameter
 * @param mean the prediction, averaged over the trees: one row of all values of the second parameter for each value
 *     of the first, one after the other
 * @param sd the standard deviation of the trees' predictions, laid out as the mean
 */
public record Surface(
        String first, String second, double[] firstCodes, double[] secondCodes, double[] mean, double[] sd) {}
