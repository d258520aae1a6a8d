/**
 * Draws seeded faces with seven emotions, for demonstrations and tests that must not need the real images.
 */
@NullMarked
package dev.fer.data.synthetic;

import org.jspecify.annotations.NullMarked;
