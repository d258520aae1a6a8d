package dev.fer.data.synthetic;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Whose face it is and how it was taken; lengths in units of half the face's width, greys from 0 to 1.
 *
 * @param headWidth half the width of the head
 * @param headHeight half its height
 * @param skin grey of the skin
 * @param hair grey of hair and brows
 * @param hairline how far down the forehead the hair comes
 * @param browThickness half the thickness of the brows
 * @param background grey behind the head
 */
record Appearance(
        double headWidth,
        double headHeight,
        double skin,
        double hair,
        double hairline,
        double browThickness,
        double background) {
    static Appearance draw(UniformRandomProvider random) {
        double skin = between(random, 0.5, 0.85);
        return new Appearance(
                between(random, 0.68, 0.82),
                between(random, 0.90, 1.02),
                skin,
                skin * between(random, 0.15, 0.55),
                between(random, -0.78, -0.58),
                between(random, 0.025, 0.05),
                between(random, 0.15, 0.85));
    }

    static double between(UniformRandomProvider random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
