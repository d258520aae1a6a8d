package dev.fer.data.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fer.data.FerDataset;
import dev.fer.data.ReadOptions;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.read.SourceWriter;
import dev.fer.data.synthetic.SyntheticFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetCacheTest {
    private static final FerDataset FACES = SyntheticFaces.dataset(8, 14, 7, 0);

    @TempDir
    private Path folder;

    @Test
    void aSecondOpeningIsServedFromTheCacheAndIsTheSame() throws IOException {
        Path csv = SourceWriter.originalCsv(folder.resolve("source"), FACES);
        String first = fingerprint(csv);
        Path file = cacheFiles().get(0);
        FileTime made = Files.getLastModifiedTime(file);

        assertThat(fingerprint(csv)).isEqualTo(first).isEqualTo(FACES.fingerprint());
        assertThat(cacheFiles()).containsExactly(file);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(made);
    }

    @Test
    void whatBecomesImpossibleWhileImagesAreReadIsTheCachesFault() throws IOException {
        Path directory = folder.resolve("cache");
        try (Spool spool = new Spool(directory)) {
            Files.delete(directory);

            assertThatExceptionOfType(CacheException.class)
                    .isThrownBy(() -> spool.face(Split.TRAIN, Emotion.HAPPY, new byte[Faces.PIXELS], 0))
                    .withMessageContaining(directory.toString());
        }
    }

    @Test
    void aCopyElsewhereUsesTheSameFile() throws IOException {
        Path csv = SourceWriter.originalCsv(folder.resolve("source"), FACES);
        Path copy = Files.createDirectories(folder.resolve("elsewhere")).resolve("fer2013.csv");
        Files.copy(csv, copy);

        assertThat(fingerprint(csv)).isEqualTo(fingerprint(copy));
        assertThat(cacheFiles()).hasSize(1);
    }

    @Test
    void anEditedFileOfTheSameSizeAndTimeIsReadAnew() throws IOException {
        Path csv = SourceWriter.originalCsv(folder.resolve("source"), FACES);
        FileTime time = Files.getLastModifiedTime(csv);
        String before = fingerprint(csv);
        String text = Files.readString(csv);
        int label = text.indexOf('\n') + 1;
        Files.writeString(csv, text.substring(0, label) + "3" + text.substring(label + 1));
        Files.setLastModifiedTime(csv, time);

        assertThat(fingerprint(csv, true)).isNotEqualTo(before);
    }

    @Test
    void anEditedImageInAFolderIsReadAnew() throws IOException {
        Path images = SourceWriter.imageFolders(folder.resolve("source"), FACES);
        String before = fingerprint(images);
        Files.write(
                images.resolve("train/angry/00000.png"),
                FACES.split(Split.TRAIN).toPng(1));

        assertThat(fingerprint(images)).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "emptied", "pixel flipped", "header flipped", "overwritten"})
    void aDamagedCacheFileIsMadeAnew(String damage) throws IOException {
        Path csv = SourceWriter.originalCsv(folder.resolve("source"), FACES);
        fingerprint(csv);
        Path file = cacheFiles().get(0);
        byte[] bytes = Files.readAllBytes(file);
        switch (damage) {
            case "cut" -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 100));
            case "emptied" -> Files.write(file, new byte[0]);
            case "pixel flipped" -> Files.write(file, flipped(bytes, bytes.length - 5000));
            case "header flipped" -> Files.write(file, flipped(bytes, 30));
            default -> Files.writeString(file, "something else that is long enough to look like a file");
        }

        assertThat(fingerprint(csv)).isEqualTo(FACES.fingerprint());
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void severalThatOpenAtOnceGetTheSame() throws IOException {
        Path csv = SourceWriter.originalCsv(folder.resolve("source"), FACES);

        List<String> seen =
                IntStream.range(0, 8).parallel().mapToObj(i -> fingerprint(csv)).toList();

        assertThat(seen).containsOnly(FACES.fingerprint());
        assertThat(allFiles()).as("nothing temporary stays").hasSize(1);
    }

    @Test
    void whatAKilledProcessLeftBehindIsClearedAfterADay() throws IOException {
        Path cache = Files.createDirectories(folder.resolve("cache"));
        Path old = Files.writeString(cache.resolve(".spool-old.tmp"), "x");
        Path fresh = Files.writeString(cache.resolve(".spool-fresh.tmp"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        fingerprint(SourceWriter.originalCsv(folder.resolve("source"), FACES));

        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void whatCannotBeClearedKeepsNobodyFromReading() throws IOException {
        Path stuck = Files.createDirectories(folder.resolve("cache/.spool-stuck.tmp"));
        Files.writeString(stuck.resolve("inside"), "x");
        Files.setLastModifiedTime(stuck, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        assertThat(fingerprint(SourceWriter.originalCsv(folder.resolve("source"), FACES)))
                .isEqualTo(FACES.fingerprint());
        assertThat(stuck).exists();
    }

    @Test
    void aCacheDirectoryThatIsAFileIsToldWithItsCure() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file");
        Path csv = SourceWriter.originalCsv(folder.resolve("source"), FACES);

        assertThatExceptionOfType(CacheException.class)
                .isThrownBy(() -> fingerprint(csv))
                .satisfies(error -> assertThat(error.hint().orElseThrow()).contains("FER_CACHE"));
    }

    @Test
    void imagesFromTheCacheTakeNoHeap() throws IOException {
        Path csv = SourceWriter.originalCsv(folder.resolve("source"), FACES);
        try (FerDataset read = open(csv, false)) {
            Faces train = read.split(Split.TRAIN);

            assertThat(train.pixels(0).isDirect()).isTrue();
            assertThat(train.pixels(0).isReadOnly()).isTrue();
        }
    }

    private FerDataset open(Path source, boolean skipDamaged) {
        return FerDataset.open(
                source,
                ReadOptions.defaults()
                        .withCacheDirectory(folder.resolve("cache"))
                        .withSkipDamaged(skipDamaged));
    }

    private String fingerprint(Path source) {
        return fingerprint(source, false);
    }

    private String fingerprint(Path source, boolean skipDamaged) {
        try (FerDataset read = open(source, skipDamaged)) {
            return read.fingerprint();
        }
    }

    private List<Path> cacheFiles() throws IOException {
        return allFiles().stream()
                .filter(file -> file.toString().endsWith(".faces"))
                .toList();
    }

    private List<Path> allFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.toList();
        }
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        return changed;
    }
}
