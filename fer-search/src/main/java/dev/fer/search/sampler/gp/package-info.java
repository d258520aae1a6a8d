/**
 * Gaussian process regression over a search space, and the search for the point of greatest expected improvement.
 * Numerics only; the sampler itself is {@code GpSampler}.
 */
@NullMarked
package dev.fer.search.sampler.gp;

import org.jspecify.annotations.NullMarked;
