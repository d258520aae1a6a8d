package dev.fer.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fer.data.augment.Augmentation;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.synthetic.SyntheticFaces;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
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
    void aBatchOfNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchSource(FACES, NORMALIZER, Augmentation.NONE, 0))
                .withMessageContaining("at least 1 image, found 0");
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
