/** What every verb needs of the program: its version, its exit codes, the error for a user's mistake. */
@NullMarked
package dev.fer.cli.program;

import org.jspecify.annotations.NullMarked;
