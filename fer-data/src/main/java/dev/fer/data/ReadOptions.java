package dev.fer.data;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a data set is read.
 *
 * @param cacheDirectory where the decoded images are kept; if empty, the default of {@link #cacheDirectory(Map)}
 * @param skipDamaged whether to go on without what is damaged, instead of refusing the source
 */
public record ReadOptions(Optional<Path> cacheDirectory, boolean skipDamaged) {
    /** Returns the default cache directory, refusing damaged data. */
    public static ReadOptions defaults() {
        return new ReadOptions(Optional.empty(), false);
    }

    /** Returns these options with another cache directory; it is made when it does not exist. */
    public ReadOptions withCacheDirectory(Path directory) {
        return new ReadOptions(Optional.of(directory), skipDamaged);
    }

    /** Returns these options, going on without what is damaged or not. */
    public ReadOptions withSkipDamaged(boolean skip) {
        return new ReadOptions(cacheDirectory, skip);
    }

    /**
     * Returns the directory that these options and an environment mean: the option, {@code FER_CACHE},
     * {@code $XDG_CACHE_HOME/fer}, or {@code .cache/fer} in the user's home, the first that is given.
     */
    public Path cacheDirectory(Map<String, String> environment) {
        return cacheDirectory
                .or(() -> variable(environment, "FER_CACHE").map(Path::of))
                .or(() -> variable(environment, "XDG_CACHE_HOME").map(base -> Path.of(base, "fer")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "fer"));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
