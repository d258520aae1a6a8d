/**
 * Random, seeded changes to training images: their geometry, their light, and parts blotted out.
 */
@NullMarked
package dev.fer.data.augment;

import org.jspecify.annotations.NullMarked;
