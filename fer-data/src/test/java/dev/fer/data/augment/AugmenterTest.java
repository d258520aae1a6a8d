package dev.fer.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AugmenterTest {
    private static final int SIDE = 5;

    @Test
    void withoutSettingsAnImageStaysAsItIs() {
        byte[] image = ramp();

        assertThat(apply(Augmentation.NONE, image, 1)).isEqualTo(asFloats(image));
    }

    @Test
    void theSameSeedGivesTheSameImageAndAnotherSeedAnother() {
        Augmentation all = Augmentation.NONE
                .withHorizontalFlip(true)
                .withRotation(30)
                .withShift(0.2, 0.2)
                .withZoom(0.3);

        assertThat(apply(all, ramp(), 5)).isEqualTo(apply(all, ramp(), 5));
        assertThat(apply(all, ramp(), 5)).isNotEqualTo(apply(all, ramp(), 6));
    }

    @Test
    void aFlipMirrorsAboutHalfOfTheImagesExactly() {
        Augmentation flip = Augmentation.NONE.withHorizontalFlip(true);
        float[] mirrored = new float[SIDE * SIDE];
        for (int p = 0; p < mirrored.length; p++) {
            mirrored[p] = ramp()[p / SIDE * SIDE + SIDE - 1 - p % SIDE];
        }

        long flips = LongStream.range(0, 1000)
                .filter(seed -> java.util.Arrays.equals(apply(flip, ramp(), seed), mirrored))
                .count();

        assertThat(flips).isBetween(440L, 560L);
        assertThat(LongStream.range(0, 1000)
                        .filter(seed -> java.util.Arrays.equals(apply(flip, ramp(), seed), asFloats(ramp())))
                        .count())
                .isEqualTo(1000 - flips);
    }

    @Test
    void aRotationTurnsAboutTheCentre() {
        byte[] image = new byte[SIDE * SIDE];
        image[2 * SIDE + 2] = 100;

        for (long seed = 0; seed < 20; seed++) {
            assertThat(apply(Augmentation.NONE.withRotation(180), image, seed)[2 * SIDE + 2])
                    .isEqualTo(100);
        }
    }

    @Test
    void aShiftRepeatsTheNearestEdge() {
        byte[] columns = new byte[SIDE * SIDE];
        for (int p = 0; p < columns.length; p++) {
            columns[p] = (byte) (10 * (p % SIDE));
        }

        for (long seed = 0; seed < 20; seed++) {
            float[] shifted = apply(Augmentation.NONE.withShift(1, 0), columns, seed);
            for (int x = 1; x < SIDE; x++) {
                assertThat(shifted[x]).isBetween(0f, 40f).isGreaterThanOrEqualTo(shifted[x - 1]);
                assertThat(shifted[SIDE + x]).isEqualTo(shifted[x]);
            }
        }
    }

    @Test
    void valuesStayWithinThoseOfTheImage() {
        Augmentation wild = Augmentation.NONE.withRotation(180).withShift(1, 1).withZoom(0.9);
        byte[] image = new byte[SIDE * SIDE];
        java.util.Arrays.fill(image, (byte) 200);

        for (long seed = 0; seed < 50; seed++) {
            for (float value : apply(wild, image, seed)) {
                assertThat(value).isEqualTo(200f);
            }
        }
    }

    @Test
    void settingsOutOfRangeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Augmentation.NONE.withRotation(181))
                .withMessageContaining("rotation is in 0..180.0, found 181.0");
        assertThatIllegalArgumentException().isThrownBy(() -> Augmentation.NONE.withZoom(1));
        assertThatIllegalArgumentException().isThrownBy(() -> Augmentation.NONE.withShift(Double.NaN, 0));
    }

    private static float[] apply(Augmentation settings, byte[] image, long seed) {
        float[] target = new float[SIDE * SIDE];
        new Augmenter(settings, SIDE).apply(image, target, seed);
        return target;
    }

    private static byte[] ramp() {
        byte[] image = new byte[SIDE * SIDE];
        for (int p = 0; p < image.length; p++) {
            image[p] = (byte) (p * 5);
        }
        return image;
    }

    private static float[] asFloats(byte[] image) {
        float[] floats = new float[image.length];
        for (int p = 0; p < image.length; p++) {
            floats[p] = image[p] & 0xFF;
        }
        return floats;
    }
}
