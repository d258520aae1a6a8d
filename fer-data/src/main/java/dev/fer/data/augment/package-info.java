/**
 * Random, seeded changes to training images (flip, rotation, shift, zoom).
 */
@NullMarked
package dev.fer.data.augment;

import org.jspecify.annotations.NullMarked;
