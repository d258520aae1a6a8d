/** The verbs of {@code fer}, one class each, grouped by their noun. They wire the libraries and hold no logic. */
@NullMarked
package dev.fer.cli.command;

import org.jspecify.annotations.NullMarked;
