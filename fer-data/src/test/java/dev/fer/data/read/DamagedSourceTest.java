package dev.fer.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fer.data.FerDataset;
import dev.fer.data.ReadOptions;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.read.DataProblem.Kind;
import dev.fer.data.synthetic.SyntheticFaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that is wrong is told at once, with its place; and everything else can still be read. */
class DamagedSourceTest {
    private static final FerDataset WHOLE = SyntheticFaces.dataset(5, 21, 7, 7);

    @TempDir
    private Path folder;

    private ReadOptions options = ReadOptions.defaults();

    @BeforeEach
    void keepTheCacheOfTheMachineOut() {
        options = ReadOptions.defaults().withCacheDirectory(folder.resolve("cache"));
    }

    @Test
    void everyDamagedRowIsToldWithItsLine() throws IOException {
        Path csv = SourceWriter.originalCsv(folder, WHOLE);
        List<String> lines = new ArrayList<>(Files.readAllLines(csv));
        int[] pixels = SourceWriter.pixels(WHOLE.split(Split.TRAIN), 0);
        int[] tooBright = pixels.clone();
        tooBright[16] = 300;
        int[] negative = pixels.clone();
        negative[0] = -1;
        lines.set(2, SourceWriter.originalRow(Split.TRAIN, 7, pixels));
        lines.set(4, SourceWriter.originalRow(Split.TRAIN, 0, Arrays.copyOf(pixels, Faces.PIXELS - 1)));
        lines.set(5, SourceWriter.originalRow(Split.TRAIN, 0, tooBright));
        lines.set(6, SourceWriter.originalRow(Split.TRAIN, 0, negative));
        lines.set(7, SourceWriter.originalRow(Split.TRAIN, 0, pixels).replace("Training", "Trainig"));
        lines.set(8, "3,\"1 2 3");
        lines.set(9, "3");
        lines.set(10, SourceWriter.originalRow(Split.TRAIN, 0, pixels).replaceFirst("\"[0-9]+ ", "\"grey "));
        Files.write(csv, lines);

        DamagedDataException damaged = damaged(csv);

        assertThat(damaged.problems())
                .extracting(DataProblem::where, DataProblem::kind, DataProblem::found)
                .containsExactly(
                        tuple("fer2013.csv:3", Kind.LABEL_RANGE, "'7'"),
                        tuple("fer2013.csv:5", Kind.PIXEL_COUNT, "2303 pixels"),
                        tuple("fer2013.csv:6", Kind.PIXEL_RANGE, "'300' at pixel 17"),
                        tuple("fer2013.csv:7", Kind.PIXEL_RANGE, "'-1' at pixel 1"),
                        tuple("fer2013.csv:8", Kind.UNKNOWN_USAGE, "'Trainig'"),
                        tuple("fer2013.csv:9", Kind.DAMAGED_ROW, "a quote that is not closed"),
                        tuple("fer2013.csv:10", Kind.DAMAGED_ROW, "1 fields"),
                        tuple("fer2013.csv:11", Kind.DAMAGED_ROW, "'grey' at pixel 1"));
        assertThat(damaged)
                .hasMessageContaining("holds 8 problems")
                .hasMessageContaining("fer2013.csv:6: pixel out of range");
        assertThat(damaged.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("--skip-damaged"));
    }

    @Test
    void skippingDamagedRowsKeepsTheOthersAndSaysHowManyAreMissing() throws IOException {
        Path csv = SourceWriter.originalCsv(folder, WHOLE);
        List<String> lines = new ArrayList<>(Files.readAllLines(csv));
        lines.set(1, "nonsense");
        Files.write(csv, lines);

        for (int opening = 0; opening < 2; opening++) {
            try (FerDataset read = FerDataset.open(csv, options.withSkipDamaged(true))) {
                assertThat(read.split(Split.TRAIN).size()).isEqualTo(20);
                assertThat(read.split(Split.TRAIN).pixels(0))
                        .isEqualTo(WHOLE.split(Split.TRAIN).pixels(1));
                assertThat(read.skippedImages()).isEqualTo(1);
            }
        }
        assertThat(damaged(csv).problems()).as("what was cached by then").hasSize(1);
    }

    @Test
    void aLongListOfProblemsIsCutInTheMessageOnly() throws IOException {
        Path csv = folder.resolve("fer2013.csv");
        Files.writeString(csv, "emotion,pixels,Usage\n" + "x\n".repeat(50));

        DamagedDataException damaged = damaged(csv);

        assertThat(damaged.problems()).hasSize(50);
        assertThat(damaged).hasMessageContaining("fer2013.csv:21").hasMessageEndingWith("and 30 more");
    }

    @Test
    void aSourceWithNothingUsableIsRefusedEvenWhenSkipping() throws IOException {
        Path csv = folder.resolve("fer2013.csv");
        Files.writeString(csv, "emotion,pixels,Usage\nx\n");

        assertThat(catchThrowableOfType(
                        DamagedDataException.class, () -> FerDataset.open(csv, options.withSkipDamaged(true))))
                .hasMessageContaining("fer2013.csv:2");
    }

    @Test
    void aFileWithTooFewPixelColumnsIsToldByItsHeader() throws IOException {
        Path csv = SourceWriter.csvPerSplit(folder.resolve("csv"), WHOLE).resolve("fer_test.csv");
        List<String> lines = Files.readAllLines(csv);
        Files.write(
                csv,
                lines.stream()
                        .map(line -> line.substring(0, line.lastIndexOf(',')))
                        .toList());

        assertThat(damaged(folder.resolve("csv")).problems())
                .extracting(DataProblem::where, DataProblem::kind, DataProblem::found)
                .containsExactly(tuple("fer_test.csv:1", Kind.HEADER, "2303 pixel columns"));
    }

    @Test
    void aRowWithTooManyPixelColumnsIsAWrongPixelCount() throws IOException {
        Path csv = SourceWriter.csvPerSplit(folder.resolve("csv"), WHOLE).resolve("fer_test.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(csv));
        lines.add(lines.get(1) + ",5");
        Files.write(csv, lines);

        assertThat(damaged(folder.resolve("csv")).problems())
                .extracting(DataProblem::where, DataProblem::kind, DataProblem::found)
                .containsExactly(tuple("fer_test.csv:9", Kind.PIXEL_COUNT, "2305 pixels"));
    }

    @Test
    void everyDamagedImageAndUnknownFolderIsTold() throws IOException {
        Path images = SourceWriter.imageFolders(folder.resolve("images"), WHOLE);
        byte[] whole = WHOLE.split(Split.TRAIN).toPng(0);
        Files.write(images.resolve("train/angry/cut.png"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(images.resolve("train/angry/empty.jpg"), new byte[0]);
        Files.writeString(images.resolve("train/angry/text.jpg"), "no image at all");
        Files.write(images.resolve("train/fear/small.png"), dev.fer.data.faces.Png.grey(20, 30, new byte[600]));
        Files.write(Files.createDirectories(images.resolve("train/hapy")).resolve("a.png"), whole);
        Files.write(images.resolve("train/hapy/b.png"), whole);
        Files.write(Files.createDirectories(images.resolve("tset/sad")).resolve("a.png"), whole);
        Files.write(images.resolve("train/stray.png"), whole);

        DamagedDataException damaged = damaged(images);

        assertThat(damaged.problems())
                .extracting(DataProblem::where, DataProblem::kind, DataProblem::images)
                .containsExactlyInAnyOrder(
                        tuple("train/angry/cut.png", Kind.UNREADABLE_IMAGE, 1),
                        tuple("train/angry/empty.jpg", Kind.UNREADABLE_IMAGE, 1),
                        tuple("train/angry/text.jpg", Kind.UNREADABLE_IMAGE, 1),
                        tuple("train/fear/small.png", Kind.IMAGE_SIZE, 1),
                        tuple("train/hapy", Kind.UNKNOWN_EMOTION, 2),
                        tuple("tset/sad", Kind.UNKNOWN_SPLIT, 1),
                        tuple("train/stray.png", Kind.MISPLACED_IMAGE, 1));
        assertThat(damaged)
                .hasMessageContaining("did you mean 'happy'?")
                .hasMessageContaining("found 20x30, expected 48x48");
        try (FerDataset rest = FerDataset.open(images, options.withSkipDamaged(true))) {
            assertThat(rest.fingerprint()).isEqualTo(undamagedFingerprint());
            assertThat(rest.skippedImages()).isEqualTo(8);
        }
    }

    @Test
    void anEmotionWithoutAnyImageIsAProblem() throws IOException {
        Path images = SourceWriter.imageFolders(folder.resolve("images"), WHOLE);
        deleteFiles(images.resolve("train/disgust"));

        assertThat(damaged(images).problems())
                .extracting(DataProblem::where, DataProblem::kind)
                .containsExactly(tuple("train/disgust", Kind.EMPTY_CLASS));
        try (FerDataset rest = FerDataset.open(images, options.withSkipDamaged(true))) {
            assertThat(rest.skippedImages()).isZero();
        }
    }

    @Test
    void anImageThatIsNotReadIsToldBesideThoseThatAre() throws IOException {
        Path images = SourceWriter.imageFolders(folder.resolve("images"), WHOLE);
        Files.write(images.resolve("train/happy/a.BMP"), new byte[1]);
        Files.write(images.resolve("train/happy/b.BMP"), new byte[1]);
        Files.write(images.resolve("test/sad/c.webp"), new byte[1]);
        Files.write(images.resolve("logo.gif"), new byte[1]);

        assertThat(damaged(images).problems())
                .extracting(DataProblem::where, DataProblem::kind, DataProblem::found, DataProblem::images)
                .containsExactly(
                        tuple("test/sad/*.webp", Kind.UNREADABLE_IMAGE, "'.webp'", 1),
                        tuple("train/happy/*.BMP", Kind.UNREADABLE_IMAGE, "'.BMP'", 2));
    }

    @Test
    void anImageThatLiesTooDeepIsToldHoweverDeep() throws IOException {
        Path images = SourceWriter.imageFolders(folder.resolve("images"), WHOLE);
        Path deep = Files.createDirectories(images.resolve("train/happy/more/and/more/of/them"));
        Files.write(deep.resolve("a.png"), WHOLE.split(Split.TRAIN).toPng(0));

        assertThat(damaged(images).problems())
                .extracting(DataProblem::where, DataProblem::kind)
                .containsExactly(tuple("train/happy/more/and/more/of/them/a.png", Kind.MISPLACED_IMAGE));
    }

    @Test
    void aFileOfFacesWhoseSplitIsNotToldIsToldBesideThoseWhoseIs() throws IOException {
        Path csv = SourceWriter.csvPerSplit(folder.resolve("csv"), WHOLE);
        Files.copy(csv.resolve("fer_test.csv"), csv.resolve("extra.csv"));

        assertThat(damaged(csv).problems())
                .extracting(DataProblem::where, DataProblem::kind)
                .containsExactly(tuple("extra.csv:1", Kind.HEADER));
    }

    @Test
    void aFileThatCannotBeReadIsNoDamageAndIsNotRememberedAsSuch() throws IOException {
        Path memory = Path.of("/proc/self/mem");
        assumeTrue(Files.exists(memory), "a file that can be opened and not be read");
        Path images = SourceWriter.imageFolders(folder.resolve("images"), WHOLE);
        Path link = Files.createSymbolicLink(images.resolve("train/happy/a.png"), memory);

        assertThatExceptionOfType(UnusableSourceException.class)
                .isThrownBy(() -> FerDataset.open(images, options.withSkipDamaged(true)))
                .withMessageContaining("cannot be read")
                .withMessageContaining("train/happy/a.png");
        assertThat(folder.resolve("cache")).isEmptyDirectory();
        Files.delete(link);
        try (FerDataset read = FerDataset.open(images, options)) {
            assertThat(read.problems()).isEmpty();
        }
    }

    @Test
    void aDamagedEntryOfAZipIsAProblemOfThatImage() throws IOException {
        Path images = SourceWriter.imageFolders(folder.resolve("images"), WHOLE);
        Path zip = SourceWriter.zip(images, folder.resolve("images.zip"), "");
        byte[] bytes = Files.readAllBytes(zip);
        int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("train/happy/")
                + "train/happy/00000.png".length();
        Arrays.fill(bytes, data, data + 100, (byte) 0xFF);
        Files.write(zip, bytes);

        assertThat(damaged(zip).problems()).extracting(DataProblem::kind).containsExactly(Kind.UNREADABLE_IMAGE);
    }

    private String undamagedFingerprint() throws IOException {
        Path whole = SourceWriter.imageFolders(folder.resolve("whole"), WHOLE);
        try (FerDataset read = FerDataset.open(whole, options)) {
            return read.fingerprint();
        }
    }

    private DamagedDataException damaged(Path source) {
        return catchThrowableOfType(DamagedDataException.class, () -> FerDataset.open(source, options));
    }

    private static void deleteFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.collect(Collectors.toList())) {
                Files.delete(file);
            }
        }
    }
}
