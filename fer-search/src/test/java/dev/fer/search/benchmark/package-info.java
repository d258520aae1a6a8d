/**
 * How good and how fast samplers are: programs that print one JSON line per figure, to be compared with what peers
 * print on the same machine. {@code fer-search/benchmark} runs them.
 */
@NullMarked
package dev.fer.search.benchmark;

import org.jspecify.annotations.NullMarked;
