/** Completion of command lines in a shell. */
@NullMarked
package dev.fer.cli.completion;

import org.jspecify.annotations.NullMarked;
