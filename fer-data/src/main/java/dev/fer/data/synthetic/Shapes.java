package dev.fer.data.synthetic;

/** Signed distances from a point to plane shapes: negative inside, zero on the edge. */
final class Shapes {
    private Shapes() {}

    /** Approximates the distance to an ellipse around the origin (exact on the edge, good near it). */
    static double ellipse(double x, double y, double radiusX, double radiusY) {
        double scaledX = x / radiusX;
        double scaledY = y / radiusY;
        double level = Math.sqrt(scaledX * scaledX + scaledY * scaledY);
        double slopeX = scaledX / radiusX;
        double slopeY = scaledY / radiusY;
        double slope = Math.sqrt(slopeX * slopeX + slopeY * slopeY);
        return slope < 1e-9 ? -Math.min(radiusX, radiusY) : level * (level - 1) / slope;
    }

    /** Returns the distance to a line from a to b with round ends. */
    static double line(double x, double y, double aX, double aY, double bX, double bY, double halfThickness) {
        double alongX = bX - aX;
        double alongY = bY - aY;
        double share = ((x - aX) * alongX + (y - aY) * alongY) / (alongX * alongX + alongY * alongY);
        double clamped = Math.min(1, Math.max(0, share));
        double offX = x - aX - alongX * clamped;
        double offY = y - aY - alongY * clamped;
        return Math.sqrt(offX * offX + offY * offY) - halfThickness;
    }
}
