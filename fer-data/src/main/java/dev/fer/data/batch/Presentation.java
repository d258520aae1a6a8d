package dev.fer.data.batch;

import dev.fer.data.augment.Augmentation;

/**
 * How images and labels are presented in training.
 *
 * @param augmentation the random changes of each image
 * @param sampling which images a pass holds
 * @param labelSmoothing share of each label that is spread over all emotions alike (Szegedy et al. 2016, section 7),
 *     0 to below 1
 * @param mixup alpha of mixup (Zhang et al. 2018): each image and its label are blended with those that came before,
 *     in shares drawn from Beta(alpha, alpha); 0 for none
 */
public record Presentation(Augmentation augmentation, Sampling sampling, double labelSmoothing, double mixup) {
    /** Every image once, as it is. */
    public static final Presentation PLAIN = of(Augmentation.NONE);

    /** Checks the ranges. */
    public Presentation {
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException("label_smoothing is in 0 to below 1, found " + labelSmoothing);
        }
        if (!(mixup >= 0 && Double.isFinite(mixup))) {
            throw new IllegalArgumentException("mixup is at least 0, found " + mixup);
        }
    }

    /** Returns a presentation of every image once, augmented, with its label as it is. */
    public static Presentation of(Augmentation augmentation) {
        return new Presentation(augmentation, Sampling.ALL, 0, 0);
    }
}
