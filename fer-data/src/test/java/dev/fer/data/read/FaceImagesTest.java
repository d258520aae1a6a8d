package dev.fer.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Png;
import dev.fer.data.faces.Split;
import dev.fer.data.synthetic.SyntheticFaces;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaceImagesTest {
    private static final Faces FACES = SyntheticFaces.dataset(7, 7, 0, 0).split(Split.TRAIN);

    @TempDir
    Path folder;

    @Test
    void aFaceOfTheDataSetIsTakenAsItIs() throws IOException {
        byte[] expected = new byte[Faces.PIXELS];
        FACES.copyPixels(3, expected, 0);

        FaceImage face = FaceImages.read(Files.write(folder.resolve("face.png"), FACES.toPng(3)));

        assertThat(face.pixels()).isEqualTo(expected);
        assertThat(face.conversions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif"})
    void everyFormatAndSizeBecomesAFace(String format) throws IOException {
        BufferedImage image = new BufferedImage(200, 120, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0, 255, 0));
        graphics.fillRect(40, 0, 120, 120);
        graphics.dispose();
        Path file = folder.resolve("image." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();

        FaceImage face = FaceImages.read(file);

        assertThat(face.pixels()).hasSize(Faces.PIXELS);
        for (byte pixel : face.pixels()) {
            assertThat(pixel & 0xFF)
                    .as("the luma of green, as the cut leaves nothing else")
                    .isCloseTo(150, within(3));
        }
        assertThat(face.conversions())
                .containsExactly(
                        "colour made grey by its luma", "200x120 cut to its middle 120x120", "resized from 120x120");
    }

    /** Values of Pillow 9.4: {@code Image.resize((48, 48), Image.BILINEAR)}; it rounds once more on the way. */
    @Test
    void sizesChangeAsPillowsBilinearDoes() {
        assertResized(100, 18, 155, 91, 121, 113, 79, 128);
        assertResized(20, 0, 223, 247, 90, 125, 81, 78);
    }

    @Test
    void aLargePhotoTakesLittleMoreMemoryThanItsPixels() {
        int side = 3000;
        Path file = write("large.png", Png.grey(side, side, new byte[side * side]));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        FaceImages.read(file);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("as decoded, as grey bytes, and two more for what the decoder needs")
                .isLessThan(4L * side * side);
    }

    private void assertResized(int side, int... expected) {
        int[][] points = {{0, 0}, {0, 47}, {47, 0}, {13, 29}, {24, 24}, {40, 7}, {47, 47}};
        byte[] grey = new byte[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                grey[y * side + x] = (byte) (x * x * 7 + y * 13 + x * y / 3);
            }
        }
        byte[] found = FaceImages.read(write("pattern.png", Png.grey(side, side, grey)))
                .pixels();
        for (int i = 0; i < points.length; i++) {
            assertThat(found[points[i][0] * Faces.SIDE + points[i][1]] & 0xFF)
                    .as("point %s of %s", i, side)
                    .isCloseTo(expected[i], within(1));
        }
    }

    @Test
    void transparencyIsLaidOverWhite() throws IOException {
        BufferedImage image = new BufferedImage(48, 48, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0xFF000000);
        Path file = folder.resolve("clear.png");
        ImageIO.write(image, "png", file.toFile());

        FaceImage face = FaceImages.read(file);

        assertThat(Arrays.copyOf(face.pixels(), 2)).containsExactly(0, (byte) 255);
        assertThat(face.conversions()).contains("transparency laid over white");
    }

    @Test
    void whatIsNoImageIsNamed() {
        byte[] png = FACES.toPng(1);
        for (byte[] content : List.of(new byte[0], new byte[] {1, 2, 3}, Arrays.copyOf(png, 60))) {
            Path file = write("broken.png", content);
            assertThatThrownBy(() -> FaceImages.read(file))
                    .isInstanceOf(UnreadableImageException.class)
                    .hasMessageStartingWith(file + ": ");
        }
        assertThatThrownBy(() -> FaceImages.read(folder.resolve("none.png"))).hasMessageContaining("no such file");
        assertThatThrownBy(() -> FaceImages.read(folder)).hasMessageContaining("is not a file");
    }

    @Test
    void aFolderMeansTheImagesBelowIt() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("b/.hidden"));
        Files.write(inner.resolve("x.png"), new byte[1]);
        write("b/2.JPG", new byte[1]);
        write("a.png", new byte[1]);
        write("notes.txt", new byte[1]);
        Path named = folder.resolve("notes.txt");

        assertThat(FaceImages.find(List.of(named, folder)))
                .containsExactly(named, folder.resolve("a.png"), folder.resolve("b/2.JPG"));
    }

    @Test
    void aFolderMayBeALinkAndHoldLinks() throws IOException {
        Path real = Files.createDirectories(folder.resolve("real/inner"));
        Files.write(real.resolve("a.png"), new byte[1]);
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path deep = Files.createDirectories(elsewhere.resolve("1/2/3/4/5/6/7"));
        Files.write(deep.resolve("b.png"), new byte[1]);
        Path link = folder.resolve("link");
        try {
            Files.createSymbolicLink(link, folder.resolve("real"));
            Files.createSymbolicLink(real.resolve("more"), elsewhere);
            Files.createSymbolicLink(real.resolve("up"), folder.resolve("real"));
        } catch (UnsupportedOperationException e) {
            return; // This system has no links.
        }

        assertThat(FaceImages.find(List.of(link)))
                .containsExactly(link.resolve("inner/a.png"), link.resolve("inner/more/1/2/3/4/5/6/7/b.png"));
    }

    @Test
    void fractionsAreRefusedAsNobodyKnowsWhichOfThemIsWhite() throws IOException {
        ComponentColorModel colours = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), false, false, Transparency.OPAQUE, DataBuffer.TYPE_FLOAT);
        WritableRaster raster = colours.createCompatibleWritableRaster(Faces.SIDE, Faces.SIDE);
        Path file = folder.resolve("fractions.tif");
        assertThat(ImageIO.write(new BufferedImage(colours, raster, false, null), "tif", file.toFile()))
                .isTrue();

        assertThatThrownBy(() -> FaceImages.read(file))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("its samples are fractions");
    }

    private Path write(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"128, 255, 128", "128, 0, 255", "0, 127, 128", "255, 255, 255"})
    void aGreyImageWithAlphaKeepsItsSamplesWhereItIsOpaque(int grey, int alpha, int expected) throws IOException {
        ComponentColorModel colours = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                true,
                false,
                Transparency.TRANSLUCENT,
                DataBuffer.TYPE_BYTE);
        WritableRaster raster = colours.createCompatibleWritableRaster(Faces.SIDE, Faces.SIDE);
        for (int p = 0; p < Faces.PIXELS; p++) {
            raster.setPixel(p % Faces.SIDE, p / Faces.SIDE, new int[] {grey, alpha});
        }
        Path file = folder.resolve("grey.png");
        assertThat(ImageIO.write(new BufferedImage(colours, raster, false, null), "png", file.toFile()))
                .isTrue();

        FaceImage face = FaceImages.read(file);

        for (byte pixel : face.pixels()) {
            assertThat(pixel & 0xFF).isEqualTo(expected);
        }
        assertThat(face.conversions()).containsExactly("transparency laid over white");
    }
}
