/** fer-report used alone: a store becomes an HTML file. */
@NullMarked
package dev.fer.examples.report;

import org.jspecify.annotations.NullMarked;
