package dev.fer.models.network;

/**
 * What one step of training on one batch saw, before it changed the network.
 *
 * @param loss mean over the batch, without regularisation; not finite when training has diverged
 * @param correct how many images were classified as the class that their label says most, with dropout at work
 */
public record TrainingStep(double loss, int correct) {}
