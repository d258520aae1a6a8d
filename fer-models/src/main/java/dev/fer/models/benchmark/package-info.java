/** Measures how fast models train and infer, beside Deeplearning4j as shipped, in one run. */
@NullMarked
package dev.fer.models.benchmark;

import org.jspecify.annotations.NullMarked;
