package dev.fer.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.synthetic.SyntheticFaces;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class FaceDecoderTest {
    private static final Faces FACES = SyntheticFaces.dataset(7, 7, 0, 0).split(Split.TRAIN);

    @Test
    void aGreyPngKeepsEveryPixel() throws BadDataException {
        byte[] expected = new byte[Faces.PIXELS];
        FACES.copyPixels(2, expected, 0);

        assertThat(decode(FACES.toPng(2))).isEqualTo(expected);
    }

    @Test
    void aGreyJpegKeepsEveryPixelUpToItsCompression() throws Exception {
        BufferedImage image = new BufferedImage(Faces.SIDE, Faces.SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int p = 0; p < Faces.PIXELS; p++) {
            image.getRaster().setSample(p % Faces.SIDE, p / Faces.SIDE, 0, 64 + p / Faces.SIDE);
        }

        byte[] decoded = decode(encode(image, "jpg"));

        for (int p = 0; p < Faces.PIXELS; p++) {
            assertThat(decoded[p] & 0xFF).isBetween(64 + p / Faces.SIDE - 6, 64 + p / Faces.SIDE + 6);
        }
    }

    @Test
    void colourIsWeighedIntoLuma() throws Exception {
        BufferedImage image = new BufferedImage(Faces.SIDE, Faces.SIDE, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xFF0000);
        image.setRGB(1, 0, 0x00FF00);
        image.setRGB(2, 0, 0x0000FF);
        image.setRGB(3, 0, 0x808080);

        byte[] decoded = decode(encode(image, "png"));

        assertThat(Arrays.copyOf(decoded, 5)).containsExactly(76, 150, 29, 128, 0);
    }

    @Test
    void anImageWithAPaletteIsReadByItsColours() throws Exception {
        BufferedImage image = new BufferedImage(Faces.SIDE, Faces.SIDE, BufferedImage.TYPE_BYTE_BINARY);
        image.setRGB(1, 0, 0xFFFFFF);

        assertThat(Arrays.copyOf(decode(encode(image, "png")), 3)).containsExactly(0, 255, 0);
    }

    @Test
    void aTruncatedJpegIsDamagedThoughTheDecoderOnlyWarns() throws Exception {
        BufferedImage image = ImageIO.read(new java.io.ByteArrayInputStream(FACES.toPng(0)));
        byte[] whole = encode(image, "jpg");

        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> decode(Arrays.copyOf(whole, whole.length * 2 / 3)));
    }

    @Test
    void aJpegThatIsFilledUpBeforeItsEndIsWhole() throws Exception {
        byte[] whole = encode(ImageIO.read(new java.io.ByteArrayInputStream(FACES.toPng(0))), "jpg");
        byte[] filled = Arrays.copyOf(whole, whole.length + 5);
        Arrays.fill(filled, whole.length - 2, whole.length + 3, (byte) 0);
        System.arraycopy(whole, whole.length - 2, filled, whole.length + 3, 2);

        assertThat(decode(filled)).isEqualTo(decode(whole));
    }

    private static byte[] decode(byte[] file) throws BadDataException {
        byte[] pixels = new byte[Faces.PIXELS];
        try (FaceDecoder decoder = new FaceDecoder()) {
            decoder.decode(file, pixels, 0);
        }
        return pixels;
    }

    private static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }
}
