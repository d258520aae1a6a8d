/**
 * Several goals at once: which trials no other one beats, how crowded they lie, and how much of the space of losses
 * they cover. Everything works on losses, of which less is better; points with a NaN or infinite loss have no place.
 */
@NullMarked
package dev.fer.search.pareto;

import org.jspecify.annotations.NullMarked;
