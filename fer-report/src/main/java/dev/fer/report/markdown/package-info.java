/** Writes a report as GitHub-flavoured Markdown: what papers and repositories take. */
@NullMarked
package dev.fer.report.markdown;

import org.jspecify.annotations.NullMarked;
