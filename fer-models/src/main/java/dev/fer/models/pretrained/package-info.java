/** Weights that were learned elsewhere: Keras' HDF5 files, and what a model saved here tells of itself. */
@NullMarked
package dev.fer.models.pretrained;

import org.jspecify.annotations.NullMarked;
