package dev.fer.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fer.data.FerDataset;
import dev.fer.data.MissingSplitException;
import dev.fer.data.ReadOptions;
import dev.fer.data.faces.Split;
import dev.fer.data.synthetic.SyntheticFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFormTest {
    private static final FerDataset FACES = SyntheticFaces.dataset(6, 7, 7, 7);

    @TempDir
    private Path folder;

    @Test
    void aMissingPathIsNamedAndTheKnownFormsAreListed() {
        assertThatExceptionOfType(UnusableSourceException.class)
                .isThrownBy(() -> open(folder.resolve("nowhere")))
                .withMessageContaining("nowhere: no such file or folder")
                .satisfies(
                        error -> assertThat(error.hint().orElseThrow()).contains("fer2013.csv", "icml_face_data.csv"));
    }

    @Test
    void anEmptyFolderIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("empty"));

        assertRefused(folder.resolve("empty"), "is empty");
    }

    @Test
    void aFileOfAnotherKindIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "nothing to see");

        assertRefused(file, "is no CSV and no zip");
    }

    @Test
    void aTableOfSomethingElseIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("houses.csv"), "price,rooms\n1,2\n");

        assertRefused(file, "no columns of emotions and pixels");
    }

    @Test
    void aCsvWithoutRowsIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("fer2013.csv"), "emotion,pixels,Usage\n");

        assertRefused(file, "holds no image");
    }

    @Test
    void aBrokenZipIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.zip"), "PK and then nothing");

        assertRefused(file, "cannot be read");
    }

    @Test
    void imagesWithoutSplitFoldersAreRefused() throws IOException {
        Path images = SourceWriter.imageFolders(folder.resolve("images"), FACES);

        assertRefused(images.resolve("train"), "is of no form that is known; it holds angry/");
    }

    @Test
    void twoFilesForTheSameSplitAreRefused() throws IOException {
        Path csv = SourceWriter.csvPerSplit(folder.resolve("csv"), FACES);
        Files.copy(csv.resolve("fer_test.csv"), csv.resolve("PrivateTest.csv"));

        assertRefused(csv, "2 files of the test split: PrivateTest.csv, fer_test.csv");
    }

    @Test
    void aCsvThatTellsNoSplitIsRefused() throws IOException {
        Path csv = SourceWriter.csvPerSplit(folder.resolve("csv"), FACES);
        Path renamed = Files.move(csv.resolve("fer_test.csv"), folder.resolve("faces.csv"));

        assertRefused(renamed, "the split of faces.csv cannot be told");
    }

    @Test
    void oneFileOfOneSplitIsReadAlone() throws IOException {
        Path csv = SourceWriter.csvPerSplit(folder.resolve("csv"), FACES);
        Path renamed = Files.move(csv.resolve("fer_validation.csv"), folder.resolve("PublicTest.csv"));

        try (FerDataset read = open(renamed)) {
            assertThat(read.splits()).containsExactly(Split.VALIDATION);
            assertThatExceptionOfType(MissingSplitException.class)
                    .isThrownBy(() -> read.split(Split.TRAIN))
                    .withMessageContaining("has no train split; it has validation");
        }
    }

    @Test
    void rowNumbersAndOtherTablesBesideTheFacesArePassedOver() throws IOException {
        Path csv = SourceWriter.csvPerSplit(folder.resolve("csv"), FACES);
        List<String> numbered = new ArrayList<>();
        for (String line : Files.readAllLines(csv.resolve("fer_train.csv"))) {
            numbered.add((numbered.isEmpty() ? "" : numbered.size() - 1) + "," + line);
        }
        Files.write(csv.resolve("fer_train.csv"), numbered);
        Files.writeString(csv.resolve("example_submission.csv"), "id,emotion\n1,2\n");

        try (FerDataset read = open(csv)) {
            assertThat(read.fingerprint()).isEqualTo(FACES.fingerprint());
        }
    }

    @Test
    void windowsLineEndsAByteOrderMarkAndDecimalPixelsAreRead() throws IOException {
        Path csv = SourceWriter.originalCsv(folder, FACES);
        String text = Files.readString(csv).replace("\n", "\r\n").replaceFirst("\"([0-9]+) ", "\"$1.0 ");
        Files.writeString(csv, "\uFEFF" + text + "\r\n");

        try (FerDataset read = open(csv)) {
            assertThat(read.fingerprint()).isEqualTo(FACES.fingerprint());
        }
    }

    @Test
    void whatFileManagersLeaveBehindIsPassedOver() throws IOException {
        Path images = SourceWriter.imageFolders(folder.resolve("images"), FACES);
        Files.writeString(images.resolve("train/angry/.DS_Store"), "x");
        Files.writeString(images.resolve("train/angry/._00000.png"), "x");
        Files.writeString(images.resolve("train/angry/Thumbs.db"), "x");

        try (FerDataset read = open(images)) {
            assertThat(read.split(Split.TRAIN).size()).isEqualTo(7);
        }
    }

    private FerDataset open(Path source) {
        return FerDataset.open(source, ReadOptions.defaults().withCacheDirectory(folder.resolve("cache")));
    }

    private void assertRefused(Path source, String why) {
        assertThatExceptionOfType(UnusableSourceException.class)
                .isThrownBy(() -> open(source))
                .withMessageContaining(why);
    }
}
