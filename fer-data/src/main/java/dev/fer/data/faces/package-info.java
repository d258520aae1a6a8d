/**
 * The nouns of this module: an emotion, a split, and the 48x48 grey images of one split. Depends on nothing
 * else here.
 */
@NullMarked
package dev.fer.data.faces;

import org.jspecify.annotations.NullMarked;
