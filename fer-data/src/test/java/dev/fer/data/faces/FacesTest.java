package dev.fer.data.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class FacesTest {
    @Test
    void emotionsAreNumberedAsInTheOriginal() {
        assertThat(Emotion.labels()).containsExactly("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral");
        for (Emotion emotion : Emotion.values()) {
            assertThat(Emotion.of(emotion.number())).isEqualTo(emotion);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Emotion.of(7));
    }

    @Test
    void emotionsAreFoundByLabelNumberAndUsualOtherNames() {
        assertThat(Emotion.find("Happy")).contains(Emotion.HAPPY);
        assertThat(Emotion.find("fearful")).contains(Emotion.FEAR);
        assertThat(Emotion.find("6")).contains(Emotion.NEUTRAL);
        assertThat(Emotion.find("contempt")).isEmpty();
        assertThat(Emotion.didYouMean("suprise")).isEqualTo("; did you mean 'surprise'?");
    }

    @Test
    void publicTestIsValidationAndPrivateTestIsTest() {
        assertThat(Split.ofUsage("PublicTest")).contains(Split.VALIDATION);
        assertThat(Split.ofUsage(" PrivateTest")).contains(Split.TEST);
        assertThat(Split.named("publictest")).contains(Split.VALIDATION);
        assertThat(Split.named("privatetest")).contains(Split.TEST);
        assertThat(Split.ofUsage("test")).isEmpty();
    }

    @Test
    void labelsAndPixelsMustFitEachOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Faces.of(new byte[2], ByteBuffer.allocate(Faces.PIXELS)))
                .withMessageContaining("2 labels need 4608 bytes, found 2304");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Faces.of(new byte[] {9}, ByteBuffer.allocate(Faces.PIXELS)));
    }

    @Test
    void anImageBecomesAPngThatOthersRead() throws IOException {
        byte[] pixels = new byte[Faces.PIXELS];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = (byte) p;
        }
        var image = ImageIO.read(new ByteArrayInputStream(
                Faces.of(new byte[1], ByteBuffer.wrap(pixels)).toPng(0)));

        assertThat(image.getWidth()).isEqualTo(Faces.SIDE);
        assertThat(image.getHeight()).isEqualTo(Faces.SIDE);
        for (int p = 0; p < pixels.length; p++) {
            assertThat(image.getRaster().getSample(p % Faces.SIDE, p / Faces.SIDE, 0))
                    .isEqualTo(pixels[p] & 0xFF);
        }
    }
}
