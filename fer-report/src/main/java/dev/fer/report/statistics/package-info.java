/**
 * What can be said about runs by counting alone, free of assumptions about how values are distributed; knows
 * numbers only, no studies.
 */
@NullMarked
package dev.fer.report.statistics;

import org.jspecify.annotations.NullMarked;
