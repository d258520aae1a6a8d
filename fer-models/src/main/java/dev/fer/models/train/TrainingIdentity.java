package dev.fer.models.train;

import java.util.Optional;

/**
 * Whatever the next epoch of a training follows from, beside the epochs done: a checkpoint is gone on from only by the
 * training that wrote it.
 *
 * @param training the model, its parameters, the seed, the data and the settings
 * @param learnedBefore what tells the weights that it began with from others; empty if they were random, or their file is gone
 */
record TrainingIdentity(String training, Optional<String> learnedBefore) {
    private static final String ON = " on weights ";

    /** Returns what a checkpoint says; of random weights nothing. */
    String text() {
        return training + learnedBefore.map(weights -> ON + weights).orElse("");
    }

    /**
     * Tells whether a checkpoint is of this training. Where the file of the weights is gone it is taken for the one that
     * the training began with: the checkpoint holds all that was learned from it.
     */
    boolean goesOnFrom(String found) {
        return found.equals(text()) || (learnedBefore.isEmpty() && found.startsWith(training + ON));
    }
}
