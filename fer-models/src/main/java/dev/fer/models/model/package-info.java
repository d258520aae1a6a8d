/**
 * Trained models as files: one zip with the network and all that is needed to use it again. Training one to a file,
 * loading it, asking it, evaluating it, and exporting it for programs that know Deeplearning4j only.
 */
@NullMarked
package dev.fer.models.model;

import org.jspecify.annotations.NullMarked;
