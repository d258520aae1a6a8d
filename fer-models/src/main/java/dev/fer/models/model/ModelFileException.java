package dev.fer.models.model;

import dev.fer.common.FerException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Thrown when a file is not a model, or a damaged one, or one of a newer version. */
public final class ModelFileException extends FerException {
    private static final long serialVersionUID = 1L;

    private final String file;

    ModelFileException(Path file, String problem, @Nullable String hint, @Nullable Throwable cause) {
        super(file + " " + problem, hint, cause);
        this.file = file.toString();
    }

    /** Returns the file. */
    public String file() {
        return file;
    }
}
