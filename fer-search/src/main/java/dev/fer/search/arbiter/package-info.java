/**
 * The bridge to Arbiter 1.0.0-beta7, in both directions: our samplers as its candidate generator and our store under
 * its runner, for programs that are written against it; search spaces as its parameter spaces and back; and its genetic
 * operators as our sampler {@code genetic}. Needs {@code arbiter-core} on the class path, which is an optional
 * dependency; nothing else in this module does.
 */
@NullMarked
package dev.fer.search.arbiter;

import org.jspecify.annotations.NullMarked;
