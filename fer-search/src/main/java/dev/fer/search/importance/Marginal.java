package dev.fer.search.importance;

/**
 * What a {@link Surrogate} predicts over one parameter, all others averaged out. The arrays are aligned and not to
 * be changed.
 *
 * @param codes the parameter's values as it {@linkplain dev.fer.search.space.Parameter#encode encodes} them: numbers,
 *     or indices of choices
 * @param mean the prediction at each of them, averaged over the trees
 * @param sd the standard deviation of the trees' predictions: how far they disagree, not how far trials scatter
 */
public record Marginal(String parameter, double[] codes, double[] mean, double[] sd) {}
