package dev.fer.models.train;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes those files of a cache that were not used for longest; a file's time is that of its last use. */
final class OldFiles {
    private static final Logger log = LoggerFactory.getLogger(OldFiles.class);

    private record Used(Path file, long bytes, FileTime time) {}

    private OldFiles() {}

    /** Notes that a file is used; where that is not allowed, it counts by the time at which it was made. */
    static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            log.debug("{} keeps its time", file, e);
        }
    }

    /**
     * Deletes files until the others have at most so many bytes together. A file that cannot be deleted, since it is
     * somebody else's or in use, stays.
     *
     * @param suffix of the names that count
     * @throws IOException if the directory cannot be listed
     */
    static void makeRoom(Path directory, String suffix, long most) throws IOException {
        List<Used> files = files(directory, suffix);
        long total = files.stream().mapToLong(Used::bytes).sum();
        for (Used used : files) {
            if (total > most && delete(used.file)) {
                total -= used.bytes;
            }
        }
    }

    private static List<Used> files(Path directory, String suffix) throws IOException {
        List<Used> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + suffix)) {
            for (Path file : found) {
                try {
                    files.add(new Used(file, Files.size(file), Files.getLastModifiedTime(file)));
                } catch (IOException e) {
                    log.debug("{} has just been deleted", file, e);
                }
            }
        }
        files.sort(Comparator.comparing(Used::time));
        return files;
    }

    private static boolean delete(Path file) {
        try {
            Files.deleteIfExists(file);
            return true;
        } catch (IOException e) {
            log.debug("{} stays", file, e);
            return false;
        }
    }
}
