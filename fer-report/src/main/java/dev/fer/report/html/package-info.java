/**
 * Writes the page: compiled templates (under {@code src/main/jte}) for what is readable without scripts, one
 * JSON block of columns for the charts, and the bundled script that draws them.
 */
@NullMarked
package dev.fer.report.html;

import org.jspecify.annotations.NullMarked;
