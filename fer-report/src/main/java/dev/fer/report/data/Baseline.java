package dev.fer.report.data;

/**
 * A value of the goal worth beating, drawn as a line: what chance, people or a published model reach.
 *
 * @param name a few words, for instance {@code human}
 * @param metric the goal's metric that it is a value of
 */
public record Baseline(String name, String metric, double value) {}
