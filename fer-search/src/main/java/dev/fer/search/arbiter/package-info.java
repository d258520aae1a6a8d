/**
 * Our samplers for programs that are written against Arbiter 1.0.0-beta7. Needs {@code arbiter-core} on the class
 * path, which is an optional dependency; nothing else in this module does.
 */
@NullMarked
package dev.fer.search.arbiter;

import org.jspecify.annotations.NullMarked;
