package dev.fer.search.sampler.gp;

/**
 * A configuration that might be suggested.
 *
 * @param point its coordinates
 * @param codes its codes
 * @param value what the acquisition function says
 */
record Candidate(double[] point, double[] codes, double value) {}
