package dev.fer.data.read;

import dev.fer.data.faces.Faces;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Makes 48x48 grey faces of image files of any size and colour.
 *
 * <p>What is not square is cut to its middle; then it is resized with a triangle filter, which averages areas when it
 * shrinks and is bilinear when it enlarges; colour becomes grey by its luma (ITU-R BT.601); transparency is laid over
 * white. Finds no faces: the image should show one, as those of FER2013 do, and little else. The orientation that
 * cameras note beside an image is not looked at.
 */
public final class FaceImages {
    /** More would not fit an ordinary heap once decoded. */
    private static final long MOST_PIXELS = 100_000_000;

    private static final Set<String> SUFFIXES = new TreeSet<>(Arrays.stream(ImageIO.getReaderFileSuffixes())
            .map(suffix -> suffix.toLowerCase(Locale.ROOT))
            .toList());

    private FaceImages() {}

    /**
     * Reads a face.
     *
     * @throws UnreadableImageException if there is no such file, or no image in it
     */
    public static FaceImage read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UnreadableImageException(
                    file, Files.exists(file) ? "is not a file" : "there is no such file", null);
        }
        try {
            return face(file);
        } catch (OutOfMemoryError e) {
            throw new UnreadableImageException(
                    file, "takes more memory than there is once it is decoded; make it smaller", e);
        }
    }

    private static FaceImage face(Path file) {
        List<String> conversions = new ArrayList<>();
        BufferedImage decoded = decode(file, conversions);
        BufferedImage image = GreyPixels.opaque(decoded);
        if (image != decoded) {
            conversions.add("transparency laid over white");
        }
        byte[] grey = new byte[image.getWidth() * image.getHeight()];
        if (!GreyPixels.isGrey(image)) {
            conversions.add("colour made grey by its luma");
        }
        GreyPixels.copy(image, grey, 0);
        return new FaceImage(
                file.toString(), resized(grey, image.getWidth(), image.getHeight(), conversions), conversions);
    }

    /**
     * Returns the image files that paths mean: of a folder all below it whose names end as images' do, in order; any
     * other path itself, whatever it is.
     *
     * @throws IOException if a folder cannot be listed
     */
    public static List<Path> find(List<Path> paths) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                FolderFiles.list(path).keySet().stream()
                        .filter(FaceImages::isImage)
                        .map(path::resolve)
                        .forEach(found::add);
            } else {
                found.add(path);
            }
        }
        return found;
    }

    private static boolean isImage(String name) {
        return SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static BufferedImage decode(Path file, List<String> conversions) {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            if (in == null) {
                throw new UnreadableImageException(file, "cannot be opened", null);
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new UnreadableImageException(file, "is not an image of a kind that is known", null);
            }
            return decode(in, readers.next(), conversions);
        } catch (IOException e) {
            throw new UnreadableImageException(file, "cannot be decoded: " + e.getMessage(), e);
        }
    }

    private static BufferedImage decode(ImageInputStream in, ImageReader reader, List<String> conversions)
            throws IOException {
        List<String> damage = new ArrayList<>();
        JpegDamage.hear(reader, damage::add);
        try {
            reader.setInput(in, false, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS) {
                throw new IOException("it has " + pixels + " pixels, more than " + MOST_PIXELS);
            }
            BufferedImage image = reader.read(0);
            if (!damage.isEmpty()) {
                throw new IOException(damage.get(0));
            }
            GreyPixels.requireUnsigned(image);
            if (reader.getNumImages(true) > 1) {
                conversions.add("the first of several images taken");
            }
            return image;
        } catch (RuntimeException e) {
            // The JDK's decoders answer some damage with unchecked exceptions.
            throw new IOException(e.toString(), e);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] resized(byte[] grey, int width, int height, List<String> conversions) {
        if (width == Faces.SIDE && height == Faces.SIDE) {
            return grey;
        }
        int side = Math.min(width, height);
        if (width != height) {
            conversions.add(width + "x" + height + " cut to its middle " + side + "x" + side);
        }
        int left = (width - side) / 2;
        int top = (height - side) / 2;
        if (side == Faces.SIDE) {
            return Resampling.cut(grey, width, left, top, side);
        }
        conversions.add("resized from " + side + "x" + side);
        return Resampling.resize(grey, width, left, top, side, Faces.SIDE);
    }
}
