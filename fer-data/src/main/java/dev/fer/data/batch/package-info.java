/**
 * Turns images into normalised ND4J batches, prepared in the background in reused buffers. The only package
 * here that knows ND4J.
 */
@NullMarked
package dev.fer.data.batch;

import org.jspecify.annotations.NullMarked;
