package dev.fer.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.faces.UnknownNameException;
import dev.fer.data.synthetic.SyntheticFaces;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NormalizationTest {
    private static final Faces FACES = SyntheticFaces.dataset(9, 70, 0, 0).split(Split.TRAIN);

    @Test
    void unitScalesToOneAndCenteredMovesTheMiddleToZero() {
        assertThat(applied(Normalization.UNIT, 255)).isEqualTo(1f, within(1e-6f));
        assertThat(applied(Normalization.UNIT_CENTERED, 255)).isEqualTo(0.5f, within(1e-6f));
        assertThat(applied(Normalization.UNIT_CENTERED, 0)).isEqualTo(-0.5f);
    }

    @Test
    void standardizedTrainingPixelsHaveMeanZeroAndDeviationOne() {
        Normalizer normalizer = Normalization.STANDARDIZED.fit(FACES);
        double sum = 0;
        double squares = 0;
        byte[] image = new byte[Faces.PIXELS];
        float[] pixels = new float[Faces.PIXELS];
        int middle = Faces.PIXELS / 2;
        for (int i = 0; i < FACES.size(); i++) {
            FACES.copyPixels(i, image, 0);
            for (int p = 0; p < Faces.PIXELS; p++) {
                pixels[p] = image[p] & 0xFF;
            }
            normalizer.apply(pixels);
            sum += pixels[middle];
            squares += pixels[middle] * pixels[middle];
        }

        assertThat(sum / FACES.size()).isEqualTo(0, within(1e-5));
        assertThat(squares / FACES.size()).isEqualTo(1, within(1e-5));
    }

    @Test
    void aNormalizerIsMadeAgainFromWhatWasKeptOfIt() {
        Normalizer fitted = Normalization.STANDARDIZED.fit(FACES);
        Normalizer again = Normalizer.of(fitted.normalization(), fitted.scale(), fitted.offset());

        assertThat(again.scale()).isEqualTo(fitted.scale());
        assertThat(again.offset()).isEqualTo(fitted.offset());
    }

    @Test
    void aMisspeltNameIsAnsweredWithTheNearestOne() {
        assertThat(Normalization.named("unit-centered")).isEqualTo(Normalization.UNIT_CENTERED);
        assertThatExceptionOfType(UnknownNameException.class)
                .isThrownBy(() -> Normalization.named("unit_centred"))
                .withMessage("unknown normalization 'unit_centred'; did you mean 'unit-centered'?");
    }

    private static float applied(Normalization normalization, float value) {
        float[] pixels = new float[Faces.PIXELS];
        Arrays.fill(pixels, value);
        normalization.fit(FACES).apply(pixels);
        return pixels[100];
    }
}
