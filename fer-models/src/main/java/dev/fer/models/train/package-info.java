/**
 * Training, epoch by epoch: what happens in an epoch follows from the seed and the epoch's number alone, so that a
 * training that was killed goes on from its checkpoint to the very same figures.
 */
@NullMarked
package dev.fer.models.train;

import org.jspecify.annotations.NullMarked;
