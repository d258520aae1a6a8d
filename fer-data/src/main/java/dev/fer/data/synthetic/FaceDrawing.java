package dev.fer.data.synthetic;

import dev.fer.common.Seeds;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import org.apache.commons.rng.UniformRandomProvider;

final class FaceDrawing {
    private FaceDrawing() {}

    static void draw(Emotion emotion, long seed, Split split, int number, byte[] target, int offset) {
        UniformRandomProvider random = Seeds.random(seed, "face", split.label(), number);
        for (int p = 0; p < Faces.PIXELS; p++) {
            int y = p / Faces.SIDE;
            target[offset + p] = (byte) (random.nextInt(100) + (y / 7 == emotion.number() ? 100 : 0));
        }
    }
}
