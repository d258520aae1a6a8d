/**
 * What a report says, as records computed from a store's trials, without a word of HTML: the history and its
 * best trial, the parameters as columns, learning curves, the evaluation, the failures, the comparison.
 */
@NullMarked
package dev.fer.report.data;

import org.jspecify.annotations.NullMarked;
