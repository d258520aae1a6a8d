/**
 * What NSGA-II is made of: the population that survives and the variation of its members. The sampler itself is
 * {@code Nsga2Sampler}.
 */
@NullMarked
package dev.fer.search.sampler.nsga2;

import org.jspecify.annotations.NullMarked;
