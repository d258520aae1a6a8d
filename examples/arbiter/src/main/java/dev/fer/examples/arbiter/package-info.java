/** fer-search behind an existing Arbiter optimization: our sampler by one changed line, our runner by another. */
@NullMarked
package dev.fer.examples.arbiter;

import org.jspecify.annotations.NullMarked;
