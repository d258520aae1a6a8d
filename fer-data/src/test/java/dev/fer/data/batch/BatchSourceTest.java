package dev.fer.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.fer.common.Seeds;
import dev.fer.data.augment.Augmentation;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.synthetic.SyntheticFaces;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class BatchSourceTest {
    private static final Faces FACES = SyntheticFaces.dataset(10, 25, 0, 0).split(Split.TRAIN);
    private static final Normalizer NORMALIZER = Normalization.UNIT_CENTERED.fit(FACES);
    private static final Augmentation AUGMENTATION =
            Augmentation.NONE.withHorizontalFlip(true).withRotation(15).withShift(0.1, 0.1);

    @Test
    void aPassInOrderHoldsEveryImageNormalisedWithItsLabel() {
        try (BatchSource source = new BatchSource(FACES, NORMALIZER, AUGMENTATION, 10)) {
            int image = 0;
            List<Integer> sizes = new ArrayList<>();
            for (Batch batch : source.inOrder()) {
                sizes.add(batch.size());
                assertThat(batch.features().shape()).containsExactly(batch.size(), Faces.PIXELS);
                assertThat(batch.labels().shape()).containsExactly(batch.size(), Emotion.COUNT);
                for (int row = 0; row < batch.size(); row++, image++) {
                    assertThat(row(batch.features(), row)).isEqualTo(expected(image));
                    assertThat(batch.labels().getRow(row).sumNumber().floatValue())
                            .isEqualTo(1);
                    assertThat(batch.labels().getFloat(row, FACES.label(image))).isEqualTo(1);
                }
            }
            assertThat(sizes).containsExactly(10, 10, 5);
            assertThat(source.batches()).isEqualTo(3);
        }
    }

    @Test
    void aShuffledPassHoldsEveryImageOnce() {
        try (BatchSource source = new BatchSource(FACES, NORMALIZER, Augmentation.NONE, 10)) {
            Set<List<Float>> seen = new HashSet<>();
            for (float[] image : images(source.shuffled(1))) {
                seen.add(asList(image));
            }
            Set<List<Float>> all = new HashSet<>();
            for (int i = 0; i < FACES.size(); i++) {
                all.add(asList(expected(i)));
            }
            assertThat(seen).isEqualTo(all);
        }
    }

    @Test
    void aPassDependsOnItsSeedOnlyAndNotOnWhatRanBefore() {
        try (BatchSource one = new BatchSource(FACES, NORMALIZER, AUGMENTATION, 10);
                BatchSource other = new BatchSource(FACES, NORMALIZER, AUGMENTATION, 10)) {
            List<float[]> first = images(one.shuffled(1));
            List<float[]> second = images(one.shuffled(2));

            assertThat(images(other.shuffled(2))).usingRecursiveComparison().isEqualTo(second);
            assertThat(images(other.shuffled(1))).usingRecursiveComparison().isEqualTo(first);
            assertThat(first.get(0)).isNotEqualTo(second.get(0));
        }
    }

    @Test
    void augmentationOfAnImageDoesNotDependOnTheBatchSize() {
        try (BatchSource small = new BatchSource(FACES, NORMALIZER, AUGMENTATION, 3);
                BatchSource large = new BatchSource(FACES, NORMALIZER, AUGMENTATION, 100)) {
            assertThat(images(small.shuffled(4))).usingRecursiveComparison().isEqualTo(images(large.shuffled(4)));
        }
    }

    @Test
    void buffersAreReusedFromPassToPass() {
        try (BatchSource source = new BatchSource(FACES, NORMALIZER, Augmentation.NONE, 5)) {
            Set<Long> addresses = new HashSet<>();
            for (int pass = 0; pass < 3; pass++) {
                for (Batch batch : source.shuffled(pass)) {
                    addresses.add(batch.features().data().address());
                }
            }
            assertThat(addresses).hasSize(2);
        }
    }

    @Test
    void aPassLeftInTheMiddleDoesNotDisturbTheNext() {
        try (BatchSource source = new BatchSource(FACES, NORMALIZER, AUGMENTATION, 5)) {
            List<float[]> whole = images(source.shuffled(1));
            Iterator<Batch> left = source.shuffled(9).iterator();
            left.next();

            assertThat(images(source.shuffled(1))).usingRecursiveComparison().isEqualTo(whole);
            assertThatIllegalStateException().isThrownBy(left::next).withMessageContaining("another pass");
        }
    }

    @Test
    void smoothedLabelsSpreadTheirShareOverAllEmotions() {
        try (BatchSource source = source(Sampling.ALL, 0.1, 0)) {
            List<float[]> labels = labels(source.shuffled(1));
            assertThat(labels).allSatisfy(label -> {
                float[] sorted = label.clone();
                Arrays.sort(sorted);
                assertThat(sorted[6]).isCloseTo(0.9f + 0.1f / 7, within(1e-6f));
                assertThat(sorted[5]).isCloseTo(0.1f / 7, within(1e-6f));
            });
            assertThat(labels(source.inOrder()).get(0)).containsOnly(0, 1);
        }
    }

    @Test
    void mixupBlendsImagesAndLabelsOfNeighboursInTheSameShare() {
        try (BatchSource plain = source(Sampling.ALL, 0, 0);
                BatchSource mixing = source(Sampling.ALL, 0, 0.4)) {
            List<float[]> images = images(plain.shuffled(3));
            List<float[]> labels = labels(plain.shuffled(3));
            List<float[]> mixedImages = images(mixing.shuffled(3));
            List<float[]> mixedLabels = labels(mixing.shuffled(3));
            for (int i = 0; i < images.size(); i++) {
                int before = Math.floorMod(i - 1, images.size());
                float share = share(images.get(i), images.get(before), mixedImages.get(i));
                for (int c = 0; c < Emotion.COUNT; c++) {
                    float expected = share * labels.get(i)[c] + (1 - share) * labels.get(before)[c];
                    assertThat(mixedLabels.get(i)[c]).isCloseTo(expected, within(1e-3f));
                }
            }
        }
    }

    @Test
    void sharesOfMixupFollowBeta() {
        Beta beta = new Beta(0.4);
        UniformRandomProvider random = Seeds.random(1);
        double[] shares =
                DoubleStream.generate(() -> beta.draw(random)).limit(20_000).toArray();
        double mean = Arrays.stream(shares).average().orElseThrow();
        double variance = Arrays.stream(shares)
                .map(s -> (s - mean) * (s - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0.5, within(0.01));
        assertThat(variance).as("1 / (4 (2 alpha + 1))").isCloseTo(1 / (4 * 1.8), within(0.003));
    }

    @Test
    void balancedSamplingShowsAsManyOfEachEmotion() {
        Faces faces = skewed();
        Normalizer normalizer = Normalization.UNIT.fit(faces);
        Presentation balanced = new Presentation(Augmentation.NONE, Sampling.BALANCED, 0, 0);
        try (BatchSource source = new BatchSource(faces, normalizer, balanced, 8)) {
            long[] counts = new long[Emotion.COUNT];
            Set<Float> happy = new HashSet<>();
            for (long pass = 0; pass < 8; pass++) {
                List<float[]> images = images(source.shuffled(pass));
                List<float[]> labels = labels(source.shuffled(pass));
                assertThat(images).hasSize(faces.size());
                for (int i = 0; i < labels.size(); i++) {
                    int label = labels.get(i)[3] == 1 ? 3 : 5;
                    counts[label]++;
                    if (label == 3) {
                        happy.add(images.get(i)[0]);
                    }
                }
            }
            assertThat(counts).containsExactly(0, 0, 0, 40, 0, 40, 0);
            assertThat(happy)
                    .as("all of the frequent emotion come in some pass")
                    .hasSize(8);
        }
    }

    @Test
    void anImageThatComesTwiceIsChangedTwice() {
        Presentation presentation = new Presentation(Augmentation.NONE.withRotation(30), Sampling.BALANCED, 0, 0);
        try (BatchSource source = new BatchSource(skewed(), Normalization.UNIT.fit(skewed()), presentation, 10)) {
            Set<List<Float>> seen = new HashSet<>();
            images(source.shuffled(1)).forEach(image -> seen.add(asList(image)));
            assertThat(seen).hasSize(10);
        }
    }

    @Test
    void preparingDoesNotDependOnTheBatchSizeWithMixupEither() {
        Presentation all = new Presentation(AUGMENTATION, Sampling.BALANCED, 0.1, 0.3);
        try (BatchSource small = new BatchSource(FACES, NORMALIZER, all, 3);
                BatchSource large = new BatchSource(FACES, NORMALIZER, all, 100)) {
            assertThat(images(small.shuffled(4))).usingRecursiveComparison().isEqualTo(images(large.shuffled(4)));
            assertThat(labels(small.shuffled(4))).usingRecursiveComparison().isEqualTo(labels(large.shuffled(4)));
        }
    }

    @Test
    void aPassOfWindowsShowsASquareOfEachImageOfThePassAnywhereInIt() {
        try (BatchSource source = new BatchSource(FACES, NORMALIZER, AUGMENTATION, 10)) {
            List<float[]> whole = images(source.shuffled(1));
            List<float[]> seen = images(source.windows(1, 40));
            Set<Integer> places = new HashSet<>();
            for (int i = 0; i < seen.size(); i++) {
                places.add(place(seen.get(i), 40, whole.get(i)));
            }
            assertThat(places).doesNotContain(-1).hasSizeGreaterThan(10);
            assertThat(labels(source.windows(1, 40))).usingRecursiveComparison().isEqualTo(labels(source.shuffled(1)));
            assertThat(images(source.windows(1, Faces.SIDE)))
                    .usingRecursiveComparison()
                    .isEqualTo(whole);
        }
    }

    @Test
    void windowsDependOnThePassAndNotOnTheBatchSize() {
        try (BatchSource small = new BatchSource(FACES, NORMALIZER, AUGMENTATION, 3);
                BatchSource large = new BatchSource(FACES, NORMALIZER, AUGMENTATION, 100)) {
            assertThat(images(small.windows(4, 20))).usingRecursiveComparison().isEqualTo(images(large.windows(4, 20)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> small.windows(4, 49))
                    .withMessageContaining("found 49");
        }
    }

    /** Returns where a square lies in an image, as the index of its first pixel, or -1 if it is no part of it. */
    private static int place(float[] square, int side, float[] image) {
        for (int top = 0; top <= Faces.SIDE - side; top++) {
            for (int left = 0; left <= Faces.SIDE - side; left++) {
                int first = top * Faces.SIDE + left;
                boolean same = true;
                for (int y = 0; y < side && same; y++) {
                    int row = first + y * Faces.SIDE;
                    same = Arrays.equals(square, y * side, (y + 1) * side, image, row, row + side);
                }
                if (same) {
                    return first;
                }
            }
        }
        return -1;
    }

    @Test
    void timeSpentWaitingForBatchesIsMeasured() {
        try (BatchSource source = new BatchSource(FACES, NORMALIZER, AUGMENTATION, 10)) {
            assertThat(source.waitSeconds()).isZero();
            images(source.shuffled(1));
            assertThat(source.waitSeconds()).isPositive();
        }
    }

    @Test
    void aBatchOfNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchSource(FACES, NORMALIZER, Augmentation.NONE, 0))
                .withMessageContaining("at least 1 image, found 0");
    }

    /** Ten images: eight happy ones that can be told apart by their grey, two of surprise. */
    private static Faces skewed() {
        byte[] labels = {3, 3, 3, 3, 3, 3, 3, 3, 5, 5};
        byte[] pixels = new byte[labels.length * Faces.PIXELS];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = (byte) (10 * (p / Faces.PIXELS) + p % 7);
        }
        return Faces.of(labels, ByteBuffer.wrap(pixels));
    }

    private static BatchSource source(Sampling sampling, double smoothing, double mixup) {
        return new BatchSource(FACES, NORMALIZER, new Presentation(Augmentation.NONE, sampling, smoothing, mixup), 4);
    }

    /** Returns the share of the first image in a mixture of two, where they differ most. */
    private static float share(float[] one, float[] other, float[] mixed) {
        int most = 0;
        for (int p = 0; p < one.length; p++) {
            most = Math.abs(one[p] - other[p]) > Math.abs(one[most] - other[most]) ? p : most;
        }
        return (mixed[most] - other[most]) / (one[most] - other[most]);
    }

    private static List<float[]> labels(Iterable<Batch> pass) {
        List<float[]> labels = new ArrayList<>();
        for (Batch batch : pass) {
            labels.addAll(Arrays.asList(batch.labels().toFloatMatrix()));
        }
        return labels;
    }

    private static List<float[]> images(Iterable<Batch> pass) {
        List<float[]> images = new ArrayList<>();
        for (Batch batch : pass) {
            for (int row = 0; row < batch.size(); row++) {
                images.add(row(batch.features(), row));
            }
        }
        return images;
    }

    private static float[] row(INDArray array, int row) {
        return array.getRow(row).dup().data().asFloat();
    }

    private static float[] expected(int image) {
        byte[] bytes = new byte[Faces.PIXELS];
        FACES.copyPixels(image, bytes, 0);
        float[] pixels = new float[Faces.PIXELS];
        for (int p = 0; p < Faces.PIXELS; p++) {
            pixels[p] = bytes[p] & 0xFF;
        }
        NORMALIZER.apply(pixels);
        return pixels;
    }

    private static List<Float> asList(float[] values) {
        List<Float> list = new ArrayList<>();
        for (float value : values) {
            list.add(value);
        }
        return list;
    }
}
