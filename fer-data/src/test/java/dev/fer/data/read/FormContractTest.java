package dev.fer.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.data.FerDataset;
import dev.fer.data.ReadOptions;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.synthetic.SyntheticFaces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every form of the data must give: the same images, labels and splits, in the same order. */
class FormContractTest {
    /** Folders are read emotion by emotion in the order of the names, so the expected images stand so, too. */
    private static final FerDataset EXPECTED = byFolder(SyntheticFaces.dataset(11, 21, 14, 14));

    enum Source {
        ORIGINAL_CSV("csv") {
            @Override
            Path write(Path folder) throws IOException {
                return SourceWriter.originalCsv(folder, EXPECTED);
            }
        },
        ORIGINAL_CSV_IN_A_FOLDER("csv") {
            @Override
            Path write(Path folder) throws IOException {
                SourceWriter.originalCsv(folder.resolve("fer2013"), EXPECTED);
                return folder.resolve("fer2013");
            }
        },
        ORIGINAL_CSV_IN_A_ZIP("csv") {
            @Override
            Path write(Path folder) throws IOException {
                SourceWriter.originalCsv(folder.resolve("loose"), EXPECTED);
                return SourceWriter.zip(folder.resolve("loose"), folder.resolve("archive.zip"), "fer2013/");
            }
        },
        ICML_CSV("csv") {
            @Override
            Path write(Path folder) throws IOException {
                return SourceWriter.icmlCsv(folder, EXPECTED);
            }
        },
        CSV_PER_SPLIT("csv per split") {
            @Override
            Path write(Path folder) throws IOException {
                return SourceWriter.csvPerSplit(folder, EXPECTED);
            }
        },
        IMAGE_FOLDERS("image folders") {
            @Override
            Path write(Path folder) throws IOException {
                return SourceWriter.imageFolders(folder, EXPECTED);
            }
        },
        IMAGES_BELOW_A_LEADING_FOLDER("image folders") {
            @Override
            Path write(Path folder) throws IOException {
                SourceWriter.imageFolders(folder.resolve("fer2013"), EXPECTED);
                return folder;
            }
        },
        IMAGES_WITH_BOTH_TESTS_IN_ONE_FOLDER("image folders") {
            @Override
            Path write(Path folder) throws IOException {
                return SourceWriter.imagesWithSharedTestFolder(folder, EXPECTED);
            }
        },
        IMAGES_IN_A_ZIP("image folders") {
            @Override
            Path write(Path folder) throws IOException {
                Path images = SourceWriter.imageFolders(folder.resolve("loose"), EXPECTED);
                return SourceWriter.zip(images, folder.resolve("faces.zip"), "");
            }
        },
        IMAGES_BELOW_A_LEADING_FOLDER_IN_A_ZIP("image folders") {
            @Override
            Path write(Path folder) throws IOException {
                Path images = SourceWriter.imageFolders(folder.resolve("loose"), EXPECTED);
                return SourceWriter.zip(images, folder.resolve("faces.zip"), "archive/");
            }
        };

        private final String form;

        Source(String form) {
            this.form = form;
        }

        abstract Path write(Path folder) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void everyFormGivesTheSameImagesLabelsAndSplits(Source source, @TempDir Path folder) throws IOException {
        Path written = source.write(folder.resolve("source"));
        ReadOptions options = ReadOptions.defaults().withCacheDirectory(folder.resolve("cache"));

        try (FerDataset read = FerDataset.open(written, options);
                FerDataset cached = FerDataset.open(written, options)) {
            assertThat(read.form()).isEqualTo(source.form);
            assertThat(read.splits()).containsExactly(Split.TRAIN, Split.VALIDATION, Split.TEST);
            assertThat(read.fingerprint()).isEqualTo(EXPECTED.fingerprint());
            assertThat(read.problems()).isEmpty();
            assertThat(cached.fingerprint()).isEqualTo(EXPECTED.fingerprint());
            for (Split split : Split.values()) {
                assertThat(read.split(split).pixels(3))
                        .isEqualTo(EXPECTED.split(split).pixels(3));
                assertThat(read.split(split).counts())
                        .isEqualTo(EXPECTED.split(split).counts());
            }
        }
    }

    private static FerDataset byFolder(FerDataset dataset) {
        Map<Split, Faces> sorted = new EnumMap<>(Split.class);
        for (Split split : dataset.splits()) {
            sorted.put(split, byFolder(dataset.split(split)));
        }
        return FerDataset.of("test", "test", sorted);
    }

    private static Faces byFolder(Faces faces) {
        List<Integer> order = IntStream.range(0, faces.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> faces.emotion(i).label()))
                .toList();
        byte[] labels = new byte[order.size()];
        byte[] pixels = new byte[order.size() * Faces.PIXELS];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) faces.label(order.get(i));
            faces.copyPixels(order.get(i), pixels, i * Faces.PIXELS);
        }
        return Faces.of(labels, ByteBuffer.wrap(pixels));
    }
}
