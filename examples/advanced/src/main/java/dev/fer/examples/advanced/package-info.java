/** fer-models alone: a network from a map of parameters, trained and evaluated. */
@NullMarked
package dev.fer.examples.advanced;

import org.jspecify.annotations.NullMarked;
