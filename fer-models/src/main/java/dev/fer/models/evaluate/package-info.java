/** How well a network does on a split: confusion matrix, accuracy with its interval, figures per emotion. */
@NullMarked
package dev.fer.models.evaluate;

import org.jspecify.annotations.NullMarked;
