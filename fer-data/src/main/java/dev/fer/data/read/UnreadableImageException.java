package dev.fer.data.read;

import dev.fer.common.FerException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file is no image that can be decoded. */
public final class UnreadableImageException extends FerException {
    private static final long serialVersionUID = 1L;

    private final String file;

    UnreadableImageException(Path file, String reason, @Nullable Throwable cause) {
        super(file + ": " + reason, "what can be read: PNG, JPEG, GIF, BMP, TIFF and WBMP files", cause);
        this.file = file.toString();
    }

    /** Returns the file. */
    public String file() {
        return file;
    }
}
