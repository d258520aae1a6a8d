/**
 * How the next configuration is chosen from what is known. Samplers are pure functions of the history, the
 * trial's number and a seed, so that resuming a study is just opening it.
 */
@NullMarked
package dev.fer.search.sampler;

import org.jspecify.annotations.NullMarked;
