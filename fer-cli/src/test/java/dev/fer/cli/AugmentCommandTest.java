package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.cli.program.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AugmentCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void drawFaces() {
        String faces = folder.resolve("faces").toString();
        Shell.fer("data", "synthesize", faces, "--train", "14", "--validation", "7", "--test", "0");
    }

    @Test
    void aPageShowsFacesBeforeAndAfter() throws IOException {
        Path page = folder.resolve("page.html");
        Shell shell = augment(
                "--html", page.toString(), "--set", "rotation=120", "--set", "normalization=standardized", "-o", "csv");
        assertThat(shell.code()).isEqualTo(ExitCodes.OK);
        assertThat(shell.out())
                .contains("augmentation.rotation,120.0", "normalization,standardized", "images_per_second,");
        String html = Files.readString(page);
        assertThat(html).contains("<h2>disgust</h2>", "happy, changed", "<td>120.0</td>");
        assertThat(html.split("class=\"before\"", -1)).hasSize(1 + 14);
        assertThat(html).doesNotContain("http://", "https://");
    }

    @Test
    void theSameSeedGivesTheSamePage() throws IOException {
        List<String> pages = new ArrayList<>();
        for (String seed : List.of("1", "1", "2")) {
            Path page = folder.resolve("page.html");
            augment("--html", page.toString(), "--set", "rotation=20", "--seed", seed);
            pages.add(Files.readString(page));
        }
        assertThat(pages.get(0)).isEqualTo(pages.get(1)).isNotEqualTo(pages.get(2));
    }

    @Test
    void aSearchFilesAugmentationIsTakenAndMayBeChanged() {
        Shell shell = augment("--search", "../search-spaces/cnn-tpe.json", "--set", "rotation=45", "-o", "csv");
        assertThat(shell.out())
                .contains(
                        "augmentation.rotation,45.0",
                        "augmentation.width_shift,0.1",
                        "augmentation.horizontal_flip,true");
    }

    @Test
    void aMisspeltSettingIsNamedWithTheLikelyOne() {
        Shell shell = augment("--set", "cutout_siz=0.3");
        assertThat(shell.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(shell.err())
                .contains(
                        "training has no parameter 'augmentation.cutout_siz'; did you mean 'augmentation.cutout_size'?");
    }

    private Shell augment(String... options) {
        List<String> words = new ArrayList<>(
                List.of("data", "augment", folder.resolve("faces").toString()));
        words.addAll(List.of(options));
        words.addAll(List.of("--cache", folder.resolve("cache").toString()));
        return Shell.fer(words.toArray(String[]::new));
    }
}
