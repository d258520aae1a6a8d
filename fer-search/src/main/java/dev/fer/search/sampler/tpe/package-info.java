/**
 * The two densities of the tree-structured Parzen estimator: of the good trials and of the others, over all
 * parameters jointly and down the tree of conditions. Numerics only; the sampler itself is {@code TpeSampler}.
 */
@NullMarked
package dev.fer.search.sampler.tpe;

import org.jspecify.annotations.NullMarked;
