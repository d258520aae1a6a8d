package dev.fer.data.read;

import dev.fer.data.faces.Split;
import dev.fer.data.read.DataProblem.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads CSV files: one with a column {@code Usage} that tells the split of each row, or one per split, whose name
 * tells it.
 */
final class CsvReader implements FormReader {
    private final String name;
    private final List<CsvFile> files;

    /** Files of faces that no split can be told of. */
    private final List<String> unclear;

    private CsvReader(String name, List<CsvFile> files, List<String> unclear) {
        this.name = name;
        this.files = files;
        this.unclear = unclear;
    }

    /** A file to read, with the split that its name tells, if the rows do not tell it. */
    private record CsvFile(String name, CsvHeader header, Optional<Split> split) {}

    /**
     * Returns the reader if the source holds faces in CSV files, at its top or in one folder.
     *
     * @throws UnusableSourceException if it cannot be told which file, or which split, is meant
     */
    static Optional<CsvReader> detect(Path source, SourceFiles files, List<String> names) throws IOException {
        List<CsvFile> candidates = new ArrayList<>();
        boolean alone = files instanceof LoneFile;
        for (String name : names) {
            if (isCsv(name)) {
                CsvHeader header = header(files, name);
                if (header.isOfFaces()) {
                    candidates.add(new CsvFile(name, header, splitOf(name)));
                } else if (alone) {
                    throw new UnusableSourceException(
                            source, "has no columns of emotions and pixels in its first line");
                }
            }
        }
        List<CsvFile> whole = candidates.stream()
                .filter(file -> file.header().usage().isPresent())
                .map(file -> new CsvFile(file.name(), file.header(), Optional.empty()))
                .toList();
        if (!whole.isEmpty()) {
            requireOne(source, "files with a column Usage", whole);
            return Optional.of(new CsvReader("csv", whole, List.of()));
        }
        return candidates.isEmpty() ? Optional.empty() : Optional.of(perSplit(source, candidates));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void read(SourceFiles source, FaceSink sink) throws IOException {
        unclear.forEach(file -> sink.problem(new DataProblem(
                Kind.HEADER,
                file + ":1",
                "no column Usage, and a name that tells no split",
                "a column Usage, or one of train, validation and test in the name",
                0)));
        for (CsvFile file : files) {
            Optional<DataProblem> faulty = file.header().problem(file.name());
            if (faulty.isPresent()) {
                sink.problem(faulty.get());
            } else {
                readRows(source, file, sink);
            }
        }
    }

    private static void readRows(SourceFiles source, CsvFile file, FaceSink sink) throws IOException {
        CsvRow row = new CsvRow(file.header(), file.split());
        try (LineReader lines = new LineReader(source.open(file.name()))) {
            lines.next();
            while (lines.next()) {
                if (!lines.isBlank()) {
                    readRow(row, lines, file, sink);
                }
            }
        }
    }

    private static void readRow(CsvRow row, LineReader lines, CsvFile file, FaceSink sink) throws IOException {
        try {
            row.parse(lines.bytes(), lines.start(), lines.end());
            sink.face(row.split(), row.emotion(), row.pixels(), 0);
        } catch (BadDataException e) {
            sink.problem(e.problem(file.name() + ":" + lines.number(), 1));
        }
    }

    private static CsvReader perSplit(Path source, List<CsvFile> candidates) {
        List<CsvFile> named =
                candidates.stream().filter(file -> file.split().isPresent()).toList();
        if (named.isEmpty()) {
            throw new UnusableSourceException(
                    source,
                    "the split of " + candidates.get(0).name() + " cannot be told: it has no column Usage, and its"
                            + " name has none of train, validation and test in it");
        }
        for (Split split : Split.values()) {
            requireOne(
                    source,
                    "files of the " + split.label() + " split",
                    named.stream()
                            .filter(file -> file.split().equals(Optional.of(split)))
                            .toList());
        }
        List<String> unclear = candidates.stream()
                .filter(file -> file.split().isEmpty())
                .map(CsvFile::name)
                .toList();
        return new CsvReader("csv per split", named, unclear);
    }

    private static void requireOne(Path source, String what, List<CsvFile> files) {
        if (files.size() > 1) {
            List<String> names = files.stream().map(CsvFile::name).toList();
            throw new UnusableSourceException(
                    source, "holds " + files.size() + " " + what + ": " + String.join(", ", names) + "; name one");
        }
    }

    private static CsvHeader header(SourceFiles files, String name) throws IOException {
        try (LineReader lines = new LineReader(files.open(name))) {
            return lines.next() ? CsvHeader.parse(lines.text()) : CsvHeader.parse("");
        }
    }

    private static boolean isCsv(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /**
     * Returns the split that the words of a file's name tell: {@code fer2013_train.csv}, {@code PublicTest.csv}.
     * "Public" outdoes "test", which stands in the original's names of both.
     */
    private static Optional<Split> splitOf(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        String[] words = file.split("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])");
        return List.of(words).stream()
                .flatMap(word -> Split.named(word).stream())
                .min(Comparator.naturalOrder());
    }
}
