package dev.fer.models.network;

/**
 * One layer, as a person wants to see it in a list.
 *
 * @param layer its kind and settings, for instance "conv 32 3x3"
 * @param output the shape of what it puts out, for instance "46x46x32"
 * @param parameters how many numbers it learns or keeps
 */
public record LayerSummary(String layer, String output, long parameters) {}
