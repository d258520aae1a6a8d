/**
 * A trainable network behind one small interface, whatever Deeplearning4j class it is made of: a step of
 * training, probabilities, and a file that goes on exactly where it was written.
 */
@NullMarked
package dev.fer.models.network;

import org.jspecify.annotations.NullMarked;
