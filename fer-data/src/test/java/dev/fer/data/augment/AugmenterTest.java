package dev.fer.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fer.common.Seeds;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
                .filter(seed -> Arrays.equals(apply(flip, ramp(), seed), mirrored))
                .count();

        assertThat(flips).isBetween(440L, 560L);
        assertThat(LongStream.range(0, 1000)
                        .filter(seed -> Arrays.equals(apply(flip, ramp(), seed), asFloats(ramp())))
                        .count())
                .isEqualTo(1000 - flips);
    }

    @Test
    void aShiftOfLessThanHalfAPixelIsOneOfAPixel() {
        Augmentation slight = Augmentation.NONE.withShift(0.001, 0);

        Set<List<Double>> shifts = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            Draw draw = Draw.of(slight, SIDE, Seeds.random(seed));
            shifts.add(List.of(draw.shiftX(), draw.shiftY()));
        }

        assertThat(shifts).containsExactlyInAnyOrder(List.of(-1.0, 0.0), List.of(0.0, 0.0), List.of(1.0, 0.0));
    }

    @Test
    void anAffineProbabilityLeavesTheOtherImagesSharpAndDoesNotChangeWhatIsDrawn() {
        Augmentation always =
                Augmentation.NONE.withRotation(30).withShift(0.2, 0.2).withZoom(0.3);
        Augmentation often = always.withAffineProbability(0.7);

        List<Long> sharp = LongStream.range(0, 1000)
                .filter(seed -> Arrays.equals(apply(often, ramp(), seed), asFloats(ramp())))
                .boxed()
                .toList();

        assertThat(sharp).hasSizeBetween(250, 350);
        for (long seed = 0; seed < 100; seed++) {
            if (!sharp.contains(seed)) {
                assertThat(apply(often, ramp(), seed)).isEqualTo(apply(always, ramp(), seed));
            }
        }
        assertThat(always.withAffineProbability(0).isNone()).isTrue();
    }

    @Test
    void anImageThatIsNotTurnedIsStillMirroredAndCropped() {
        Augmentation whole = Augmentation.NONE.withHorizontalFlip(true).withCrop(2);
        Augmentation never =
                whole.withRotation(30).withShift(0.2, 0.2).withZoom(0.3).withAffineProbability(0);

        for (long seed = 0; seed < 50; seed++) {
            assertThat(apply(never, ramp(), seed)).isEqualTo(apply(whole, ramp(), seed));
        }
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

    /**
     * Keras' apply_affine_transform and flip_axis, said as matrices: rotation, times shift, times zoom, about the
     * centre, then the flip; sampled between the four nearest pixels, each looked up by the fill mode.
     */
    @ParameterizedTest
    @EnumSource(FillMode.class)
    void theGeometryIsThatOfKerasImageDataGenerator(FillMode mode) {
        Augmentation settings = Augmentation.NONE
                .withRotation(120)
                .withShift(0.4, 0.1)
                .withZoom(0.5)
                .withHorizontalFlip(true)
                .withFill(mode, 90);
        byte[] image = ramp();
        for (long seed = 0; seed < 100; seed++) {
            Draw draw = Draw.of(settings, SIDE, Seeds.random(seed));
            double[][] rotation = {
                {Math.cos(draw.angle()), -Math.sin(draw.angle()), 0},
                {Math.sin(draw.angle()), Math.cos(draw.angle()), 0},
                {0, 0, 1}
            };
            double[][] shift = {{1, 0, draw.shiftY()}, {0, 1, draw.shiftX()}, {0, 0, 1}};
            double[][] zoom = {{draw.zoomY(), 0, 0}, {0, draw.zoomX(), 0}, {0, 0, 1}};
            double[][] map = times(times(rotation, shift), zoom);
            float[] found = apply(settings, image, seed);
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    double row = y - 2.0;
                    double column = (draw.flip() ? SIDE - 1 - x : x) - 2.0;
                    double atY = map[0][0] * row + map[0][1] * column + map[0][2] + 2;
                    double atX = map[1][0] * row + map[1][1] * column + map[1][2] + 2;
                    assertThat((double) found[y * SIDE + x])
                            .as("seed %d, row %d, column %d", seed, y, x)
                            .isCloseTo(bilinear(image, mode, atY, atX), within(0.02));
                }
            }
        }
    }

    @Test
    void everyValueIsDrawnFromItsWholeRange() {
        Augmentation settings = Augmentation.NONE
                .withRotation(30)
                .withShift(0.4, 0.2)
                .withZoom(0.3)
                .withCrop(2)
                .withLight(0.2, 0.1);
        List<Draw> draws = LongStream.range(0, 5000)
                .mapToObj(seed -> Draw.of(settings, SIDE, Seeds.random(seed)))
                .toList();
        assertRange(draws, draw -> Math.toDegrees(draw.angle()), -30, 30);
        assertRange(draws, Draw::shiftX, -2, 2);
        assertRange(draws, Draw::shiftY, -1, 1);
        assertRange(draws, Draw::zoomX, 0.7, 1.3);
        assertRange(draws, Draw::zoomY, 0.7, 1.3);
        assertRange(draws, Draw::brightness, 0.8, 1.2);
        assertRange(draws, Draw::contrast, 0.9, 1.1);
        assertThat(draws.stream().map(Draw::cropX)).contains(-2, -1, 0, 1, 2).allMatch(x -> Math.abs(x) <= 2);
    }

    @Test
    void aSettingThatIsAddedDoesNotChangeWhatTheOthersDraw() {
        Augmentation few = Augmentation.NONE.withRotation(30).withShift(0.4, 0.2);
        Augmentation more = few.withZoom(0.3).withCrop(2).withLight(0.2, 0.1).withHorizontalFlip(true);
        Draw one = Draw.of(few, SIDE, Seeds.random(3));
        Draw other = Draw.of(more, SIDE, Seeds.random(3));
        assertThat(one.angle()).isEqualTo(other.angle());
        assertThat(one.shiftX()).isEqualTo(other.shiftX());
        assertThat(one.shiftY()).isEqualTo(other.shiftY());
    }

    @Test
    void aShiftWithoutTurnOrZoomCopiesWholePixels() {
        Augmentation shift = Augmentation.NONE.withShift(0.4, 0.2).withFill(FillMode.CONSTANT, 7);
        Set<List<Integer>> seen = new HashSet<>();
        for (long seed = 0; seed < 500; seed++) {
            Draw draw = Draw.of(shift, SIDE, Seeds.random(seed));
            int down = (int) draw.shiftY();
            int right = (int) draw.shiftX();
            seen.add(List.of(down, right));
            float[] found = apply(shift, ramp(), seed);
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    boolean inside = y + down >= 0 && y + down < SIDE && x + right >= 0 && x + right < SIDE;
                    float expected = inside ? asFloats(ramp())[(y + down) * SIDE + x + right] : 7;
                    assertThat(found[y * SIDE + x]).isEqualTo(expected);
                }
            }
        }
        assertThat(seen).as("1 up or down, 2 to either side").hasSize(3 * 5);
    }

    @Test
    void aCropIsAWindowOfTheExtendedImage() {
        Augmentation crop = Augmentation.NONE.withCrop(1).withFill(FillMode.REFLECT, 0);
        for (long seed = 0; seed < 50; seed++) {
            Draw draw = Draw.of(crop, SIDE, Seeds.random(seed));
            float corner = apply(crop, ramp(), seed)[0];
            int row = Math.max(0, draw.cropY());
            int column = Math.max(0, draw.cropX());
            assertThat(corner).isEqualTo(asFloats(ramp())[row * SIDE + column]);
        }
    }

    @Test
    void brightnessMultipliesAndContrastStretchesAboutTheMean() {
        byte[] image = ramp();
        Augmentation light = Augmentation.NONE.withLight(0.5, 0.5);
        for (long seed = 0; seed < 20; seed++) {
            Draw draw = Draw.of(light, SIDE, Seeds.random(seed));
            double mean = 60 * draw.brightness();
            float[] found = apply(light, image, seed);
            for (int p = 0; p < found.length; p++) {
                double expected = mean + (p * 5 * draw.brightness() - mean) * draw.contrast();
                assertThat((double) found[p]).isCloseTo(Math.min(255, Math.max(0, expected)), within(0.01));
            }
        }
    }

    @Test
    void cutoutBlotsSquaresOutInMidGrey() {
        byte[] image = ramp();
        Augmentation cutout = Augmentation.NONE.withCutout(0.6, 1);
        Set<Long> counts = new HashSet<>();
        for (long seed = 0; seed < 200; seed++) {
            float[] found = apply(cutout, image, seed);
            long blotted = IntStream.range(0, found.length)
                    .filter(p -> found[p] == 127.5f)
                    .count();
            assertThat(IntStream.range(0, found.length)
                            .filter(p -> found[p] == asFloats(image)[p])
                            .count())
                    .isEqualTo(found.length - blotted);
            counts.add(blotted);
        }
        assertThat(counts).as("whole squares, and those cut by an edge").containsExactlyInAnyOrder(9L, 6L, 4L);
        assertThat(apply(cutout.withCutout(0.6, 0), image, 1)).isEqualTo(asFloats(image));
    }

    @Test
    void valuesStayWithinThoseOfTheImage() {
        Augmentation wild = Augmentation.NONE
                .withRotation(180)
                .withShift(1, 1)
                .withZoom(0.9)
                .withCrop(SIDE);
        byte[] image = new byte[SIDE * SIDE];
        Arrays.fill(image, (byte) 200);

        for (long seed = 0; seed < 50; seed++) {
            for (float value : apply(wild, image, seed)) {
                assertThat(value).isCloseTo(200f, within(1e-3f));
            }
        }
    }

    @Test
    void settingsOutOfRangeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Augmentation.NONE.withRotation(181))
                .withMessageContaining("rotation is in 0..180.0, found 181.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Augmenter(Augmentation.NONE.withCrop(6), SIDE))
                .withMessage("a crop extends an image by at most its side, 5, found 6");
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

    private static void assertRange(List<Draw> draws, ToDoubleFunction<Draw> value, double low, double high) {
        double[] values = draws.stream().mapToDouble(value).sorted().toArray();
        double room = (high - low) / 100;
        assertThat(values[0]).isBetween(low, low + room);
        assertThat(values[values.length - 1]).isBetween(high - room, high);
        assertThat(values[values.length / 2]).isCloseTo((low + high) / 2, within(5 * room));
    }

    private static double bilinear(byte[] image, FillMode mode, double y, double x) {
        int top = (int) Math.floor(y);
        int left = (int) Math.floor(x);
        double sum = 0;
        for (int row = top; row <= top + 1; row++) {
            for (int column = left; column <= left + 1; column++) {
                sum += (1 - Math.abs(y - row)) * (1 - Math.abs(x - column)) * pixel(image, mode, row, column);
            }
        }
        return sum;
    }

    private static double pixel(byte[] image, FillMode mode, int row, int column) {
        String beyond = switch (mode) {
            case NEAREST -> "aaaaaaaaaaaaaaaabcdeeeeeeeeeeeeeeeee";
            case CONSTANT -> "---------------abcde----------------";
            case REFLECT -> "edcbaabcdeedcbaabcdeedcbaabcdeedcba";
            case WRAP -> "abcdeabcdeabcdeabcdeabcdeabcdeabcde";
        };
        char y = beyond.charAt(15 + row);
        char x = beyond.charAt(15 + column);
        return y == '-' || x == '-' ? 90 : image[(y - 'a') * SIDE + x - 'a'] & 0xFF;
    }

    private static double[][] times(double[][] a, double[][] b) {
        double[][] product = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }
}
