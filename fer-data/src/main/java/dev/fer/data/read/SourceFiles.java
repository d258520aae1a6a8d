package dev.fer.data.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of a source, whether it is a folder, a zip or one file alone; thread-safe. */
sealed interface SourceFiles extends Closeable permits FolderFiles, ZipFiles, LoneFile {
    /** Opens a path that exists. */
    static SourceFiles of(Path source) throws IOException {
        if (Files.isDirectory(source)) {
            return new FolderFiles(source);
        }
        return ZipFiles.isZip(source) ? new ZipFiles(source) : new LoneFile(source);
    }

    /** Returns the names, relative and with {@code /} between folders, sorted; hidden files are left out. */
    List<String> names() throws IOException;

    /** Opens one of the {@link #names}. */
    InputStream open(String name) throws IOException;

    /** Returns whether a name belongs to the data, rather than to a file manager. */
    static boolean isVisible(String name) {
        return !name.startsWith(".") && !name.contains("/.") && !name.startsWith("__MACOSX/");
    }
}
