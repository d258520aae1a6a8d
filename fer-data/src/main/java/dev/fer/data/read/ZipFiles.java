package dev.fer.data.read;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip's files. */
final class ZipFiles implements SourceFiles {
    private static final byte[] SIGNATURE = {'P', 'K'};

    private final ZipFile zip;

    ZipFiles(Path file) throws IOException {
        this.zip = open(file);
    }

    /** Older programs write names in their system's code; the parts that matter are ASCII in all of them. */
    private static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            return new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
        }
    }

    static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE);
        }
    }

    @Override
    public List<String> names() {
        return zip.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .filter(SourceFiles::isVisible)
                .sorted()
                .toList();
    }

    @Override
    public InputStream open(String name) throws IOException {
        InputStream in = zip.getInputStream(zip.getEntry(name));
        if (in == null) {
            throw new FileNotFoundException(name);
        }
        return in;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
