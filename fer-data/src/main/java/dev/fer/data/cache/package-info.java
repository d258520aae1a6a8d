/**
 * Keeps a data set, once read, in one compact file that the next start maps instead of decoding again.
 */
@NullMarked
package dev.fer.data.cache;

import org.jspecify.annotations.NullMarked;
