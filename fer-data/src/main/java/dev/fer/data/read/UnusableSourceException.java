package dev.fer.data.read;

import dev.fer.common.FerException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A path cannot be read as a data set at all: it does not exist, is empty, or has a form that is not known. */
public final class UnusableSourceException extends FerException {
    private static final long serialVersionUID = 1L;
    private static final String FORMS =
            "what can be read: fer2013.csv (columns emotion, pixels, Usage), icml_face_data.csv, one CSV per split"
                    + " (train.csv, validation.csv, test.csv with a column emotion and 2,304 pixel columns), and"
                    + " folders train|validation|test/<emotion>/*.jpg|png; each of them also in a folder or a zip";

    private final String source;

    UnusableSourceException(Path source, String reason) {
        this(source, reason, null);
    }

    UnusableSourceException(Path source, String reason, @Nullable Throwable cause) {
        super(source + ": " + reason, FORMS, cause);
        this.source = source.toString();
    }

    /** Returns the path that was to be read. */
    public String source() {
        return source;
    }
}
