package dev.fer.data.synthetic;

import static dev.fer.data.synthetic.Appearance.between;

import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Paints one face, pixel by pixel, out of shapes given by their signed distance; edges are as soft as a pixel is
 * wide. Plain arithmetic only, so that the bytes are the same on every platform.
 */
final class FacePainter {
    private static final double EYE_X = 0.31;
    private static final double EYE_Y = -0.14;
    private static final double BROW_Y = -0.36;
    private static final double MOUTH_Y = 0.50;

    private final Expression expression;
    private final Appearance person;
    private final Pose pose;
    private final Light light;
    private final Occlusion occlusion;

    /** Draws who, how and under which light; the noise follows from the same generator in {@link #paint}. */
    FacePainter(Emotion emotion, UniformRandomProvider random) {
        this.expression = Expression.draw(emotion, random);
        this.person = Appearance.draw(random);
        this.pose = new Pose(random);
        this.light = Light.draw(random);
        this.occlusion = Occlusion.draw(random);
    }

    /** Writes the pixels from the offset on. */
    void paint(UniformRandomProvider random, byte[] target, int offset) {
        for (int pixelY = 0; pixelY < Faces.SIDE; pixelY++) {
            for (int pixelX = 0; pixelX < Faces.SIDE; pixelX++) {
                double x = pose.x(pixelX, pixelY);
                double y = pose.y(pixelX, pixelY);
                double grey = occlusion.over(head(x, y), x, y, pose.pixel());
                double lit = light.on(grey, x, y) + light.noise(random);
                target[offset + pixelY * Faces.SIDE + pixelX] = (byte) Math.round(255 * Math.min(1, Math.max(0, lit)));
            }
        }
    }

    private double head(double x, double y) {
        double skull = Shapes.ellipse(x, y + 0.12, person.headWidth() + 0.08, person.headHeight());
        double face = Shapes.ellipse(x, y, person.headWidth(), person.headHeight());
        double grey = person.background();
        grey = cover(grey, person.hair(), skull);
        grey = cover(grey, person.skin() * (1 - 0.25 * Math.abs(x)), Math.max(face, person.hairline() - y));
        double featureX = x - pose.turn();
        grey = brow(brow(grey, featureX, y, -1), featureX, y, 1);
        grey = eye(eye(grey, featureX, y, -1), featureX, y, 1);
        grey = nose(grey, x - 1.3 * pose.turn(), y);
        return mouth(grey, featureX, y - MOUTH_Y);
    }

    private double brow(double grey, double x, double y, int side) {
        double innerY = BROW_Y - expression.browInner();
        double outerY = BROW_Y - expression.browOuter() + 0.03;
        double middleY = (innerY + outerY) / 2 - 0.035;
        double outward = x * side;
        double inner = Shapes.line(outward, y, 0.13, innerY, 0.33, middleY, person.browThickness());
        double outer = Shapes.line(outward, y, 0.33, middleY, 0.52, outerY, person.browThickness() * 0.8);
        return cover(grey, person.hair(), Math.min(inner, outer));
    }

    private double eye(double grey, double x, double y, int side) {
        double fromEyeX = x * side - EYE_X;
        double fromEyeY = y - EYE_Y;
        double height = 0.085 * expression.eyeOpen();
        double opening = Shapes.ellipse(fromEyeX, fromEyeY, 0.16, height);
        double iris = Math.max(opening, Shapes.ellipse(fromEyeX, fromEyeY, 0.075, 0.075));
        double lid = Math.max(Math.abs(opening) - 0.02, fromEyeY - 0.2 * height);
        double white = cover(grey, Math.min(1, person.skin() * 0.5 + 0.5), opening);
        return cover(cover(white, 0.05, iris), person.skin() * 0.35, lid);
    }

    private double nose(double grey, double x, double y) {
        double shade = person.skin() * 0.72;
        double ridge = Shapes.line(x, y, 0.03, -0.05, 0.08, 0.20, 0.015);
        double nostrils = Shapes.ellipse(Math.abs(x) - 0.07, y - 0.24, 0.04, 0.025);
        double folds = Shapes.line(Math.abs(x), y, 0.13, 0.12, 0.33, 0.38, 0.018);
        double wrinkles = Math.min(
                Shapes.line(Math.abs(x), y, 0.05, -0.08, 0.14, -0.02, 0.016),
                Shapes.line(Math.abs(x), y, 0.06, 0.02, 0.16, 0.06, 0.016));
        double nose = cover(cover(grey, shade, ridge), person.skin() * 0.5, nostrils);
        double strength = expression.noseWrinkle();
        return mix(nose, cover(nose, person.skin() * 0.5, Math.min(folds, wrinkles)), Math.min(1, strength));
    }

    private double mouth(double grey, double x, double y) {
        double width = expression.mouthWidth();
        double along = x / width;
        double bulge = Math.max(0, 1 - along * along);
        double middle = expression.mouthCurve() * (bulge - 0.5);
        double raised = expression.lipRaise() * Math.max(0, along * Math.signum(expression.lipRaise())) * bulge * 2;
        double top = middle - expression.mouthOpen() * 0.5 * bulge - Math.abs(raised);
        double bottom = middle + expression.mouthOpen() * 0.5 * bulge;
        double steepness = 2 * expression.mouthCurve() * along / width;
        double upright = Math.sqrt(1 + steepness * steepness);
        double cavity = Math.max(Math.max(top - y, y - bottom) / upright, Math.abs(x) - width);
        double teeth = Math.max(cavity + 0.01, y - top - 0.07);
        double lips = cover(grey, person.skin() * 0.55, cavity - 0.045);
        return cover(cover(lips, 0.08, cavity), 0.85, expression.mouthCurve() > 0.05 ? teeth : 1);
    }

    private double cover(double below, double grey, double distance) {
        double coverage = Math.min(1, Math.max(0, 0.5 - distance / (1.2 * pose.pixel())));
        return mix(below, grey, coverage);
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    /** A light from one side, the camera's contrast, and its noise. */
    private record Light(double slopeX, double slopeY, double contrast, double brightness, double noise) {
        static Light draw(UniformRandomProvider random) {
            return new Light(
                    between(random, -0.3, 0.3),
                    between(random, -0.2, 0.2),
                    between(random, 0.6, 1.1),
                    between(random, -0.10, 0.10),
                    between(random, 0.01, 0.06));
        }

        double on(double grey, double x, double y) {
            double lit = grey * (1 + slopeX * x + slopeY * y);
            return 0.5 + (lit - 0.5) * contrast + brightness;
        }

        /** Nearly normal: the sum of four uniform numbers, so that no platform's logarithm is asked. */
        double noise(UniformRandomProvider random) {
            double sum = random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble();
            return (sum - 2) * noise * 1.7;
        }
    }

    /** In some images, a hand or a thing in front of the face. */
    private record Occlusion(boolean present, double x, double y, double radiusX, double radiusY, double grey) {
        private static final double SHARE = 0.25;

        static Occlusion draw(UniformRandomProvider random) {
            return new Occlusion(
                    random.nextDouble() < SHARE,
                    between(random, -0.8, 0.8),
                    between(random, -0.8, 0.9),
                    between(random, 0.12, 0.35),
                    between(random, 0.12, 0.35),
                    between(random, 0.1, 0.9));
        }

        double over(double below, double atX, double atY, double pixel) {
            if (!present) {
                return below;
            }
            double distance = Shapes.ellipse(atX - x, atY - y, radiusX, radiusY);
            return mix(below, grey, Math.min(1, Math.max(0, 0.5 - distance / pixel)));
        }
    }
}
