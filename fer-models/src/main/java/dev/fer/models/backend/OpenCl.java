package dev.fer.models.backend;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * The OpenCL library that oneDNN is linked against though its processor engine never calls it: where none is
 * installed, one that finds no platform takes its place.
 */
final class OpenCl {
    private static final String NAME = "libOpenCL.so.1";
    private static final String PLATFORM = "linux-x86_64";
    private static final Path LOADER_CACHE = Path.of("/etc/ld.so.cache");

    private OpenCl() {}

    /**
     * Makes sure that oneDNN can be linked; to be called before it is loaded.
     *
     * @throws UnsatisfiedLinkError if the library in its place cannot be loaded
     */
    static void ensure() {
        if (Loader.getPlatform().equals(PLATFORM) && !isInstalled()) {
            try {
                File replacement = Loader.cacheResource(OpenCl.class, PLATFORM + "/" + NAME);
                System.load(replacement.getAbsolutePath());
            } catch (IOException e) {
                UnsatisfiedLinkError error = new UnsatisfiedLinkError(NAME + " is not installed");
                error.initCause(e);
                throw error;
            }
        }
    }

    /** Asks what the system's loader would ask: the path that is set, and its cache of all libraries. */
    private static boolean isInstalled() {
        boolean onPath = Stream.of(Optional.ofNullable(System.getenv("LD_LIBRARY_PATH"))
                        .orElse("")
                        .split(File.pathSeparator))
                .anyMatch(folder -> !folder.isEmpty() && Files.exists(Path.of(folder, NAME)));
        return onPath || isCached();
    }

    private static boolean isCached() {
        try {
            return new String(Files.readAllBytes(LOADER_CACHE), StandardCharsets.ISO_8859_1).contains(NAME);
        } catch (IOException e) {
            return false;
        }
    }
}
