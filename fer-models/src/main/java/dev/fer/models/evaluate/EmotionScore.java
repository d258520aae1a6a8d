package dev.fer.models.evaluate;

import dev.fer.data.faces.Emotion;

/**
 * The figures of one emotion.
 *
 * @param precision of the images called this, the share that is; NaN if none was
 * @param recall of the images that are this, the share that was found; NaN if there is none
 * @param f1 the harmonic mean of both; 0 if none was found, NaN if there is none and none was called this
 * @param support how many images are this
 */
public record EmotionScore(Emotion emotion, double precision, double recall, double f1, long support) {}
