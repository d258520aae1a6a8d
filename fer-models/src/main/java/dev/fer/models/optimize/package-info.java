/**
 * How weights are found: the optimizer and its penalties, the learning rate over time, what labels and classes count,
 * and the averaging of weights. Only {@link dev.fer.models.optimize.OptimizerConfiguration} knows ND4J.
 */
@NullMarked
package dev.fer.models.optimize;

import org.jspecify.annotations.NullMarked;
