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
    void whatTheAverageFacesShowTellsSomeEmotionsButFarFromAll() {
        FerDataset faces = SyntheticFaces.dataset(42, 700, 350, 0);
        double[][] templates = templates(faces.split(Split.TRAIN));
        Faces validation = faces.split(Split.VALIDATION);
        int right = 0;
        for (int i = 0; i < validation.size(); i++) {
            right += mostAlike(templates, validation, i) == validation.label(i) ? 1 : 0;
        }

        assertThat((double) right / validation.size()).isBetween(1.5 / Emotion.COUNT, 0.6);
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

    /** How the average face of each emotion differs from the average of all. */
    private static double[][] templates(Faces faces) {
        double[][] templates = new double[Emotion.COUNT][Faces.PIXELS];
        byte[] image = new byte[Faces.PIXELS];
        for (int i = 0; i < faces.size(); i++) {
            faces.copyPixels(i, image, 0);
            for (int p = 0; p < Faces.PIXELS; p++) {
                double share = (double) (image[p] & 0xFF) / faces.size();
                templates[faces.label(i)][p] += share * Emotion.COUNT;
                for (double[] template : templates) {
                    template[p] -= share;
                }
            }
        }
        return templates;
    }

    private static int mostAlike(double[][] templates, Faces faces, int number) {
        byte[] image = new byte[Faces.PIXELS];
        faces.copyPixels(number, image, 0);
        double[] likeness = new double[Emotion.COUNT];
        int best = 0;
        for (int label = 0; label < Emotion.COUNT; label++) {
            for (int p = 0; p < Faces.PIXELS; p++) {
                likeness[label] += ((image[p] & 0xFF) - 128) * templates[label][p];
            }
            best = likeness[label] > likeness[best] ? label : best;
        }
        return best;
    }
}
