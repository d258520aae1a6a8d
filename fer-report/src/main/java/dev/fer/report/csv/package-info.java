/** Writes all trials of a report as one flat table. */
@NullMarked
package dev.fer.report.csv;

import org.jspecify.annotations.NullMarked;
