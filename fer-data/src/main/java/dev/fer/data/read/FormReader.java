package dev.fer.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads one form of the data. */
sealed interface FormReader permits CsvReader, ImageFolderReader {
    /** Returns the form's name, as it is shown to people. */
    String name();

    /** Reads all images to the sink, in the order of rows or names. */
    void read(SourceFiles files, FaceSink sink) throws IOException;

    /**
     * Returns the reader of the form that a source has.
     *
     * @throws UnusableSourceException if it has none, or more than one
     */
    static FormReader detect(Path source, SourceFiles files) throws IOException {
        List<String> names = files.names();
        if (names.isEmpty()) {
            throw new UnusableSourceException(source, "is empty");
        }
        var csv = CsvReader.detect(source, files, names);
        var folders = ImageFolderReader.detect(names);
        if (csv.isPresent() && folders.isPresent()) {
            throw new UnusableSourceException(source, "holds both CSV files and image folders; name one of them");
        }
        if (csv.isPresent()) {
            return csv.get();
        }
        String found = files instanceof LoneFile ? "it is no CSV and no zip" : "it holds " + some(names);
        return folders.orElseThrow(() -> new UnusableSourceException(source, "is of no form that is known; " + found));
    }

    private static String some(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(3, names.size())));
        return names.size() > 3 ? first + " and " + (names.size() - 3) + " more files" : first;
    }
}
