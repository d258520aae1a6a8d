/** Weights that were learned elsewhere: Keras' HDF5 files. */
@NullMarked
package dev.fer.models.pretrained;

import org.jspecify.annotations.NullMarked;
