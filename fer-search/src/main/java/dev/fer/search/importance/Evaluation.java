package dev.fer.search.importance;

/**
 * A trial as the forest sees it.
 *
 * @param codes one per parameter, NaN where inactive
 */
record Evaluation(double[] codes, double value) {}
