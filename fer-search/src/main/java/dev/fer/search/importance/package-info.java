/**
 * Which parameters mattered: functional analysis of variance over a random forest of the finished trials.
 */
@NullMarked
package dev.fer.search.importance;

import org.jspecify.annotations.NullMarked;
