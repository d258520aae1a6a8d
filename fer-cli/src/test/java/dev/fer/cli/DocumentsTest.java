package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.data.synthetic.SyntheticFaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents tell to type works as they say. */
@DisabledOnOs(OS.WINDOWS)
class DocumentsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"../README.md", "../docs/guide.md"})
    void whatADocumentTellsToTypeWorks(String document) throws IOException, InterruptedException {
        if (document.endsWith("README.md")) {
            SyntheticFaces.writeTo(folder.resolve("faces"), 1, 70, 35, 35);
        }
        Process runner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.fer.cli.DocumentRunner",
                        Path.of(document).toAbsolutePath().toString())
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String problems = new String(runner.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(problems).isEmpty();
        assertThat(runner.waitFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../README.md", "../docs/guide.md"})
    void everyBlockOfADocumentIsMarkedAsWhatItIs(String document) throws IOException {
        assertThat(Document.read(Path.of(document)).blocks())
                .allMatch(block -> Pattern.matches("sh|sh-file|json|java|xml|text|properties", block.language()));
    }

    @Test
    void substitutionsAreInUse() throws IOException {
        String all = Files.readString(Path.of("../README.md")) + Files.readString(Path.of("../docs/guide.md"));
        assertThat(DocumentRunner.SUBSTITUTIONS.keySet()).allMatch(all::contains);
    }
}
