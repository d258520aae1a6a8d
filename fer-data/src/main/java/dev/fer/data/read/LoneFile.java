package dev.fer.data.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One file alone, known by its name. */
final class LoneFile implements SourceFiles {
    private final Path file;

    LoneFile(Path file) {
        this.file = file;
    }

    @Override
    public List<String> names() {
        return List.of(String.valueOf(file.getFileName()));
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void close() {}
}
