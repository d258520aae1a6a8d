package dev.fer.data.synthetic;

import static dev.fer.data.synthetic.Appearance.between;

import dev.fer.data.faces.Faces;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How the face stands in the image: maps pixels to the face's own coordinates, in which the head's centre is
 * (0, 0), x points right, y down, and half the image is about 1.
 */
final class Pose {
    private static final double CENTRE = (Faces.SIDE - 1) / 2.0;

    private final double cosine;
    private final double sine;
    private final double unit;
    private final double shiftX;
    private final double shiftY;
    private final double turn;

    Pose(UniformRandomProvider random) {
        double tilt = StrictMath.toRadians(between(random, -12, 12));
        this.unit = 1 / (CENTRE * between(random, 0.90, 1.10));
        this.cosine = StrictMath.cos(tilt) * unit;
        this.sine = StrictMath.sin(tilt) * unit;
        this.shiftX = CENTRE + between(random, -3, 3);
        this.shiftY = CENTRE + between(random, -3, 3);
        this.turn = between(random, -0.10, 0.10);
    }

    double x(int pixelX, int pixelY) {
        return (pixelX - shiftX) * cosine + (pixelY - shiftY) * sine;
    }

    double y(int pixelX, int pixelY) {
        return (pixelY - shiftY) * cosine - (pixelX - shiftX) * sine;
    }

    /** Returns how far brows, eyes, nose and mouth stand to the side, as of a head that is turned. */
    double turn() {
        return turn;
    }

    /** Returns the width of a pixel. */
    double pixel() {
        return unit;
    }
}
