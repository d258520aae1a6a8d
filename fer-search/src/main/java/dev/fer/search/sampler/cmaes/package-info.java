/**
 * The covariance matrix adaptation evolution strategy: its distribution and update, and how a history of trials is
 * replayed into it. Numerics only; the sampler itself is {@code CmaEsSampler}.
 */
@NullMarked
package dev.fer.search.sampler.cmaes;

import org.jspecify.annotations.NullMarked;
