package dev.fer.data.read;

import java.util.function.Consumer;
import javax.imageio.ImageReader;

/** Damage that the JDK's decoder of JPEG files mentions in passing. */
final class JpegDamage {
    private JpegDamage() {}

    /** Has a reader tell of it: a truncated file decodes to an image with a grey rest, and this warning only. */
    static void hear(ImageReader reader, Consumer<String> damage) {
        reader.addIIOReadWarningListener((source, warning) -> {
            if (warning.startsWith("Premature end") || warning.startsWith("Corrupt JPEG")) {
                damage.accept(warning);
            }
        });
    }
}
