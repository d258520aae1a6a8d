package dev.fer.data.read;

import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Split;
import dev.fer.data.read.DataProblem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Reads one source of data, whatever its form: a CSV with all splits, one CSV per split, or image folders; each of
 * them loose, in a folder or in a zip. The images of a split come in the order of the rows, or of the files' names.
 *
 * <p>Thread-safe; each {@link #read} starts anew.
 */
public final class DatasetReader {
    private final Path source;

    /**
     * Makes a reader of a path.
     *
     * @throws UnusableSourceException if nothing is there
     */
    public DatasetReader(Path source) {
        if (!Files.exists(source)) {
            throw new UnusableSourceException(source, "no such file or folder");
        }
        this.source = source;
    }

    /**
     * Returns a text that changes whenever the source does: of a file its name and whole content, of a folder the
     * names, sizes and times of its files.
     *
     * @throws UnusableSourceException if the source cannot be read
     */
    public String contentKey() {
        try {
            return ContentKey.of(source);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Reads everything. A split that is there but lacks an emotion altogether is a problem, too: no figure about
     * that emotion could be trusted.
     *
     * @return the form: "csv", "csv per split" or "image folders"
     * @throws UnusableSourceException if the source has no form that is known, or cannot be read
     */
    public String read(FaceSink sink) {
        try (SourceFiles files = SourceFiles.of(source)) {
            FormReader form = FormReader.detect(source, files);
            Census census = new Census(sink);
            form.read(files, census);
            if (census.isEmpty()) {
                throw new UnusableSourceException(source, "holds no image");
            }
            census.reportEmptyClasses();
            return form.name();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Returns the path that is read. */
    public Path source() {
        return source;
    }

    /**
     * Checks that what was read is what a key stands for.
     *
     * @throws UnusableSourceException if the source has another {@link #contentKey} by now
     */
    public void requireUnchanged(String key) {
        if (!contentKey().equals(key)) {
            throw new UnusableSourceException(source, "was changed while it was being read; try again");
        }
    }

    private UnusableSourceException unreadable(IOException e) {
        return new UnusableSourceException(
                source, "cannot be read (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")", e);
    }

    /** Counts on the way to the sink. */
    private static final class Census implements FaceSink {
        private final FaceSink sink;
        private final Map<Split, int[]> counts = new EnumMap<>(Split.class);
        private boolean anyProblem;

        Census(FaceSink sink) {
            this.sink = sink;
        }

        @Override
        public void face(Split split, Emotion emotion, byte[] pixels, int offset) throws IOException {
            counts.computeIfAbsent(split, key -> new int[Emotion.COUNT])[emotion.number()]++;
            sink.face(split, emotion, pixels, offset);
        }

        @Override
        public void problem(DataProblem problem) {
            anyProblem = true;
            sink.problem(problem);
        }

        boolean isEmpty() {
            return counts.isEmpty() && !anyProblem;
        }

        void reportEmptyClasses() {
            counts.forEach((split, images) -> Arrays.stream(Emotion.values())
                    .filter(emotion -> images[emotion.number()] == 0)
                    .forEach(emotion -> sink.problem(new DataProblem(
                            Kind.EMPTY_CLASS,
                            split.label() + "/" + emotion.label(),
                            "no image",
                            "at least one image of each of " + Emotion.labels(),
                            0))));
        }
    }
}
