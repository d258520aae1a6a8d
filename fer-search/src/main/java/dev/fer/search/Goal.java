package dev.fer.search;

/**
 * What a search is after: one metric and the direction it is wanted in.
 *
 * @param metric the name under which trials report it, for instance {@code validation.accuracy}
 */
public record Goal(String metric, Direction direction) {}
