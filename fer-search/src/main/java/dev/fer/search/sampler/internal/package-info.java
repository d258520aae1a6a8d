/**
 * A search space as samplers want it: axes in coordinates under which every prior is uniform, conditions and
 * forbidden combinations compiled to work on codes, and a way to find what is still untried.
 */
@NullMarked
package dev.fer.search.sampler.internal;

import org.jspecify.annotations.NullMarked;
