package dev.fer.data.cache;

import dev.fer.common.FerException;
import java.io.IOException;
import java.nio.file.Path;

/** The cache directory cannot be used. */
public final class CacheException extends FerException {
    private static final long serialVersionUID = 1L;

    private final String directory;

    CacheException(Path directory, IOException cause) {
        super(
                "the cache in " + directory + " cannot be used ("
                        + cause.getClass().getSimpleName() + ": " + cause.getMessage() + ")",
                "set FER_CACHE to a directory that can be written and has room for the images",
                cause);
        this.directory = directory.toString();
    }

    /** Returns the cache directory. */
    public String directory() {
        return directory;
    }
}
