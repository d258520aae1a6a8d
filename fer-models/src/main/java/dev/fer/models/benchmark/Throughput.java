package dev.fer.models.benchmark;

/**
 * How many images a second an implementation gets through: the median of several rounds.
 *
 * @param training images per second, forward, backward and update
 * @param inference images per second, forward only
 */
public record Throughput(double training, double inference) {}
