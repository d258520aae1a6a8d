/**
 * Layers that train several times faster on a CPU than those of Deeplearning4j 1.0.0-M2.1, and are otherwise
 * its ordinary layers: same parameters, same files, same results.
 *
 * <p>Channels come last (NHWC). The native operations of oneDNN are called directly, the forward pass is done
 * once, an activation's derivative is had from its kept output, and a layer that nothing lies below computes no
 * gradient of its input.
 */
@NullMarked
package dev.fer.models.layer;

import org.jspecify.annotations.NullMarked;
