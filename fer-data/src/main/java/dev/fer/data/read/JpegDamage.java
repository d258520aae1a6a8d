package dev.fer.data.read;

import java.util.function.Consumer;
import javax.imageio.ImageReader;

/** Damage that the JDK's decoder of JPEG files mentions in passing. */
final class JpegDamage {
    /** Some cameras and programs fill up a file before the marker of its end, when all pixels are there. */
    private static final String PADDED_END = "extraneous bytes before marker 0xd9";

    private JpegDamage() {}

    /** Has a reader tell of it: a truncated file decodes to an image with a grey rest, and this warning only. */
    static void hear(ImageReader reader, Consumer<String> damage) {
        reader.addIIOReadWarningListener((source, warning) -> {
            boolean truncated = warning.startsWith("Premature end");
            if (truncated || (warning.startsWith("Corrupt JPEG") && !warning.endsWith(PADDED_END))) {
                damage.accept(warning);
            }
        });
    }
}
