/** Longer examples: searches in code, control of the loop, a model family of one's own. */
@NullMarked
package dev.fer.examples.advanced;

import org.jspecify.annotations.NullMarked;
