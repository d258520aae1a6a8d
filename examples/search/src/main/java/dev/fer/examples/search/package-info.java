/** Optimises a function of one's own with fer-search alone. */
@NullMarked
package dev.fer.examples.search;

import org.jspecify.annotations.NullMarked;
