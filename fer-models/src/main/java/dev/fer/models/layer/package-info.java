/**
 * Layers that train many times faster on a CPU than those of Deeplearning4j 1.0.0-M2.1, and are otherwise its ordinary
 * layers: same parameters, same files, same results.
 *
 * <p>They call oneDNN directly. Classes called Fast... are the settings that Deeplearning4j knows; Fast...Layer their
 * implementations; ...Kernel what oneDNN compiled for one size of batch. Images have their channels last, or lie in
 * blocks of channels between layers that can read those, see {@link dev.fer.models.layer.BlockedChains}.
 */
@NullMarked
package dev.fer.models.layer;

import org.jspecify.annotations.NullMarked;
