/**
 * Turns a store into one self-contained HTML file: {@code Reports} reads the studies, {@code data} computes
 * what is shown, {@code text} puts it into words, {@code html} writes the page.
 */
@NullMarked
package dev.fer.report;

import org.jspecify.annotations.NullMarked;
