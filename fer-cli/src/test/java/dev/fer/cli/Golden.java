package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that are kept as files; {@code -Dfer.golden=refresh} writes them anew, for a person to look at the change. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    static void compare(String name, String text) throws IOException {
        Path file = FOLDER.resolve(name + ".txt");
        if (System.getProperty("fer.golden", "").equals("refresh")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).exists().content().as(name).isEqualTo(text);
    }
}
