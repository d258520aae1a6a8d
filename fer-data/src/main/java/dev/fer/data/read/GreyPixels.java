package dev.fer.data.read;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;

/** Makes grey bytes of decoded images, row by row: a photo as a whole would take four times its bytes once more. */
final class GreyPixels {
    private static final int WHITE = 255;

    private GreyPixels() {}

    /** Tells whether an image's samples are grey levels as they stand. */
    static boolean isGrey(BufferedImage image) {
        ColorModel colours = image.getColorModel();
        return !(colours instanceof IndexColorModel)
                && colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && colours.getComponentSize(0) >= Byte.SIZE;
    }

    /**
     * Checks that samples are of a kind of which it is known what is black and what is white.
     *
     * @throws IOException if they are fractions, or may be negative
     */
    static void requireUnsigned(BufferedImage image) throws IOException {
        int type = image.getRaster().getTransferType();
        if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE || type == DataBuffer.TYPE_SHORT) {
            throw new IOException("its samples are " + (type == DataBuffer.TYPE_SHORT ? "signed numbers" : "fractions")
                    + ", of which nobody knows what is white; save it with 8 or 16 bits");
        }
    }

    /** Writes one unsigned byte per pixel, row by row, to an array from an offset on. */
    static void copy(BufferedImage image, byte[] target, int offset) {
        if (isGrey(image)) {
            copySamples(image.getRaster(), target, offset);
        } else {
            copyLuma(image, target, offset);
        }
    }

    /** Takes the samples as they stand; asking a grey image for RGB would bend them by a gamma curve. */
    private static void copySamples(Raster raster, byte[] target, int offset) {
        int shift = raster.getSampleModel().getSampleSize(0) - Byte.SIZE;
        int width = raster.getWidth();
        int[] samples = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, samples);
            for (int x = 0; x < width; x++) {
                target[offset + y * width + x] = (byte) (samples[x] >> shift);
            }
        }
    }

    /** Lays an image over white; returns the image itself if nothing shines through it. */
    static BufferedImage opaque(BufferedImage image) {
        if (image.getColorModel().getTransparency() == ColorModel.OPAQUE) {
            return image;
        }
        if (isGrey(image)) {
            return overWhite(image);
        }
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return opaque;
    }

    /** Lays a grey image with an alpha band over white, by its samples as they stand. */
    private static BufferedImage overWhite(BufferedImage image) {
        Raster raster = image.getRaster();
        int shift = raster.getSampleModel().getSampleSize(0) - Byte.SIZE;
        int width = image.getWidth();
        int[] grey = new int[width];
        int[] alpha = new int[width];
        BufferedImage over = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, grey);
            raster.getSamples(0, y, width, 1, 1, alpha);
            for (int x = 0; x < width; x++) {
                int opaque = alpha[x] >> shift;
                grey[x] = ((grey[x] >> shift) * opaque + WHITE * (WHITE - opaque) + WHITE / 2) / WHITE;
            }
            over.getRaster().setSamples(0, y, width, 1, 0, grey);
        }
        return over;
    }

    /** Weighs red, green and blue as ITU-R BT.601 does. */
    private static void copyLuma(BufferedImage image, byte[] target, int offset) {
        int width = image.getWidth();
        int[] rgb = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, rgb, 0, width);
            for (int x = 0; x < width; x++) {
                int red = (rgb[x] >> 16) & 0xFF;
                int green = (rgb[x] >> 8) & 0xFF;
                int blue = rgb[x] & 0xFF;
                target[offset + y * width + x] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
            }
        }
    }
}
