package dev.fer.data.read;

import dev.fer.data.faces.Faces;
import dev.fer.data.read.DataProblem.Kind;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** Decodes 48x48 JPEG and PNG files to grey bytes; keeps its decoders, so it is for one thread. */
final class FaceDecoder implements AutoCloseable {
    static final String EXPECTED = "a JPEG or PNG image";

    private final ImageReader jpeg = ImageIO.getImageReadersByFormatName("jpeg").next();
    private final ImageReader png = ImageIO.getImageReadersByFormatName("png").next();
    private @Nullable String damage;

    FaceDecoder() {
        JpegDamage.hear(jpeg, warning -> damage = warning);
    }

    /**
     * Decodes one file; transparency is laid over white.
     *
     * @param target where 2,304 unsigned bytes are written, from the offset on
     * @throws BadDataException if it is no such image, damaged, or not 48x48
     */
    void decode(byte[] file, byte[] target, int offset) throws BadDataException {
        BufferedImage image = read(reader(file), file);
        GreyPixels.copy(GreyPixels.opaque(image), target, offset);
    }

    @Override
    public void close() {
        jpeg.dispose();
        png.dispose();
    }

    private ImageReader reader(byte[] file) throws BadDataException {
        if (file.length > 3 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xD8) {
            return jpeg;
        }
        if (file.length > 3 && (file[0] & 0xFF) == 0x89 && file[1] == 'P') {
            return png;
        }
        throw new BadDataException(
                Kind.UNREADABLE_IMAGE, file.length == 0 ? "an empty file" : "another kind of file", EXPECTED);
    }

    private BufferedImage read(ImageReader reader, byte[] file) throws BadDataException {
        damage = null;
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            requireSide(reader.getWidth(0), reader.getHeight(0));
            BufferedImage image = reader.read(0);
            if (damage != null) {
                throw new BadDataException(Kind.UNREADABLE_IMAGE, damage, EXPECTED);
            }
            return image;
        } catch (IOException | RuntimeException e) {
            // The JDK's decoders answer some damage with unchecked exceptions.
            throw new BadDataException(Kind.UNREADABLE_IMAGE, String.valueOf(e.getMessage()), EXPECTED);
        } finally {
            reader.setInput(null);
        }
    }

    private static void requireSide(int width, int height) throws BadDataException {
        if (width != Faces.SIDE || height != Faces.SIDE) {
            throw new BadDataException(Kind.IMAGE_SIZE, width + "x" + height, Faces.SIDE + "x" + Faces.SIDE);
        }
    }
}
