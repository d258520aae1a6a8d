package dev.fer.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fer.data.FerDataset;
import dev.fer.data.ReadOptions;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.inspect.DataSummary;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticFacesTest {
    @Test
    void theSameSeedGivesTheSameBytesOnEveryPlatform() {
        assertThat(SyntheticFaces.dataset(42, 14, 7, 0).fingerprint())
                .isEqualTo("13a4a04197a59afd3a03fd83784713529fa65869ca84c5a06c899f9605be6ba4");
    }

    @Test
    void anImageDoesNotDependOnHowManyAreDrawn() {
        Faces few = SyntheticFaces.dataset(42, 7, 0, 0).split(Split.TRAIN);
        Faces many = SyntheticFaces.dataset(42, 70, 14, 14).split(Split.TRAIN);

        assertThat(few.pixels(6)).isEqualTo(many.pixels(6));
    }

    @Test
    void noImageStandsTwice() {
        DataSummary summary = DataSummary.of(SyntheticFaces.dataset(42, 210, 70, 70));

        assertThat(summary.duplicates().groups()).isZero();
        assertThat(summary.splits())
                .hasEntrySatisfying(
                        Split.TEST, test -> assertThat(test.counts().values()).containsOnly(10));
    }

    @Test
    void aLinearModelTellsSomeEmotionsButFarFromAll() {
        FerDataset faces = SyntheticFaces.dataset(42, 1050, 350, 0);
        float[][] weights = new float[Emotion.COUNT][Faces.PIXELS];
        Faces train = faces.split(Split.TRAIN);
        for (int step = 0; step < 10 * train.size(); step++) {
            int image = step % train.size();
            learn(weights, inputs(train, image), train.label(image));
        }
        Faces validation = faces.split(Split.VALIDATION);
        int right = 0;
        for (int i = 0; i < validation.size(); i++) {
            right += best(outputs(weights, inputs(validation, i))) == validation.label(i) ? 1 : 0;
        }

        assertThat((double) right / validation.size()).isBetween(1.7 / Emotion.COUNT, 0.6);
    }

    @Test
    void facesWrittenAsFoldersAreReadBack(@TempDir Path folder) throws IOException {
        Path images = folder.resolve("faces");
        SyntheticFaces.writeTo(images, 42, 14, 7, 7);

        try (FerDataset read =
                FerDataset.open(images, ReadOptions.defaults().withCacheDirectory(folder.resolve("cache")))) {
            Faces drawn = SyntheticFaces.dataset(42, 14, 7, 7).split(Split.TRAIN);
            assertThat(read.split(Split.TRAIN).size()).isEqualTo(14);
            assertThat(read.split(Split.TRAIN).pixels(0)).isEqualTo(drawn.pixels(0));
        }
    }

    @Test
    void facesAreNotMixedIntoAFolderInUse(@TempDir Path folder) throws IOException {
        SyntheticFaces.writeTo(folder.resolve("faces"), 1, 7, 0, 0);

        assertThatExceptionOfType(OccupiedFolderException.class)
                .isThrownBy(() -> SyntheticFaces.writeTo(folder.resolve("faces"), 2, 7, 0, 0));
    }

    /** One step of softmax regression. */
    private static void learn(float[][] weights, float[] inputs, int label) {
        double[] outputs = outputs(weights, inputs);
        double largest = outputs[best(outputs)];
        double sum = 0;
        for (int k = 0; k < outputs.length; k++) {
            outputs[k] = StrictMath.exp(outputs[k] - largest);
            sum += outputs[k];
        }
        for (int k = 0; k < outputs.length; k++) {
            float step = (float) (1e-3 * ((k == label ? 1 : 0) - outputs[k] / sum));
            for (int p = 0; p < inputs.length; p++) {
                weights[k][p] += step * inputs[p];
            }
        }
    }

    private static double[] outputs(float[][] weights, float[] inputs) {
        double[] outputs = new double[weights.length];
        for (int k = 0; k < weights.length; k++) {
            for (int p = 0; p < inputs.length; p++) {
                outputs[k] += weights[k][p] * inputs[p];
            }
        }
        return outputs;
    }

    private static int best(double[] outputs) {
        int best = 0;
        for (int k = 1; k < outputs.length; k++) {
            best = outputs[k] > outputs[best] ? k : best;
        }
        return best;
    }

    private static float[] inputs(Faces faces, int image) {
        byte[] pixels = new byte[Faces.PIXELS];
        faces.copyPixels(image, pixels, 0);
        float[] inputs = new float[Faces.PIXELS];
        for (int p = 0; p < inputs.length; p++) {
            inputs[p] = (pixels[p] & 0xFF) / 255f - 0.5f;
        }
        return inputs;
    }
}
