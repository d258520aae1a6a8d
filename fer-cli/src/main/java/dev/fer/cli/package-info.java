/**
 * The {@code fer} program: how it starts, how its errors look, what its exit codes mean. The verbs are in
 * {@code command}, tables and progress in {@code output}; what a library user would miss is in no package of this
 * module.
 */
@NullMarked
package dev.fer.cli;

import org.jspecify.annotations.NullMarked;
