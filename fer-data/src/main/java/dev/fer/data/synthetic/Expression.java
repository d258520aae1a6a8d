package dev.fer.data.synthetic;

import dev.fer.data.faces.Emotion;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What a face does, in units of half the face's width; zero means at rest, where not said otherwise.
 *
 * <p>The values follow the facial action units that are typical of each emotion (Ekman and Friesen's coding
 * system), coarsely.
 *
 * @param browInner how far the inner ends of the brows are raised
 * @param browOuter how far the outer ends are raised
 * @param eyeOpen opening of the eyes, 1 at rest
 * @param mouthWidth half the width of the mouth
 * @param mouthCurve how far the corners of the mouth are above its middle
 * @param mouthOpen height of the open mouth
 * @param lipRaise how far one side of the upper lip is drawn up
 * @param noseWrinkle strength, 0 to 1, of the wrinkles beside the nose
 */
record Expression(
        double browInner,
        double browOuter,
        double eyeOpen,
        double mouthWidth,
        double mouthCurve,
        double mouthOpen,
        double lipRaise,
        double noseWrinkle) {
    private static final Expression REST = new Expression(0, 0, 1, 0.30, 0, 0.02, 0, 0);

    /** Draws an expression: anything from a hint of the typical one to an exaggeration of it, each part varied. */
    static Expression draw(Emotion emotion, UniformRandomProvider random) {
        double strength = 0.5 + 0.6 * random.nextDouble();
        Expression typical = REST.towards(typical(emotion), strength);
        return new Expression(
                typical.browInner + vary(random, 0.03),
                typical.browOuter + vary(random, 0.03),
                Math.max(0.15, typical.eyeOpen + vary(random, 0.18)),
                typical.mouthWidth * (1 + vary(random, 0.15)),
                typical.mouthCurve + vary(random, 0.03),
                Math.max(0.01, typical.mouthOpen * (1 + vary(random, 0.5)) + vary(random, 0.015)),
                typical.lipRaise * (random.nextBoolean() ? 1 : -1),
                typical.noseWrinkle);
    }

    private static Expression typical(Emotion emotion) {
        return switch (emotion) {
            case ANGRY -> new Expression(-0.16, 0.08, 0.70, 0.28, -0.06, 0.03, 0, 0.3);
            case DISGUST -> new Expression(-0.09, -0.03, 0.45, 0.30, -0.10, 0.07, 0.10, 1);
            case FEAR -> new Expression(0.16, 0.02, 1.45, 0.32, -0.07, 0.13, 0, 0);
            case HAPPY -> new Expression(0.02, 0.03, 0.70, 0.42, 0.17, 0.09, 0, 0.2);
            case SAD -> new Expression(0.13, -0.09, 0.60, 0.25, -0.13, 0.02, 0, 0);
            case SURPRISE -> new Expression(0.14, 0.17, 1.55, 0.19, 0, 0.30, 0, 0);
            case NEUTRAL -> REST;
        };
    }

    private Expression towards(Expression other, double share) {
        return new Expression(
                mix(browInner, other.browInner, share),
                mix(browOuter, other.browOuter, share),
                mix(eyeOpen, other.eyeOpen, share),
                mix(mouthWidth, other.mouthWidth, share),
                mix(mouthCurve, other.mouthCurve, share),
                mix(mouthOpen, other.mouthOpen, share),
                mix(lipRaise, other.lipRaise, share),
                mix(noseWrinkle, other.noseWrinkle, share));
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    private static double vary(UniformRandomProvider random, double limit) {
        return (2 * random.nextDouble() - 1) * limit;
    }
}
