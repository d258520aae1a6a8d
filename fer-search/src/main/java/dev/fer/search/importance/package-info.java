/**
 * Which parameters mattered, and what they do to a metric: a random forest of the finished trials, its functional
 * analysis of variance and its marginal predictions.
 */
@NullMarked
package dev.fer.search.importance;

import org.jspecify.annotations.NullMarked;
