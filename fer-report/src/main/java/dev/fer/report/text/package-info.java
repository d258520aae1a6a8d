/**
 * A report's words: the first paragraph and one sentence for each panel, written from the data, and numbers,
 * durations and names as a person reads them. Plain text throughout; escaping is the page's business.
 */
@NullMarked
package dev.fer.report.text;

import org.jspecify.annotations.NullMarked;
