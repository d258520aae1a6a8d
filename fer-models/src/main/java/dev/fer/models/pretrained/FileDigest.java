package dev.fer.models.pretrained;

import dev.fer.data.faces.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** Tells whether a file of weights is still the one that it was. */
public final class FileDigest {
    private FileDigest() {}

    /**
     * Returns the SHA-256, in hex, of a file's content; empty if there is no such file.
     *
     * @throws WeightsException if it cannot be read
     */
    public static Optional<String> of(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        MessageDigest digest = Fingerprint.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw WeightsException.unreadable(file, "it cannot be read (" + e + ")", e);
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest()));
    }
}
