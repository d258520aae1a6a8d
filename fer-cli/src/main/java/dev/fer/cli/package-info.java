/**
 * The {@code fer} program: how it starts and how its errors look. The verbs are in {@code command}, tables and
 * progress in {@code output}; what a library user would miss is in no package of this module.
 */
@NullMarked
package dev.fer.cli;

import org.jspecify.annotations.NullMarked;
