package dev.fer.data.faces;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/** Names the content of a data set: equal fingerprints mean equal splits, labels and pixels in the same order. */
public final class Fingerprint {
    private Fingerprint() {}

    /** Returns the SHA-256, in hex, over each split in order: its name, its size, its labels, its pixels. */
    public static String of(Map<Split, Faces> splits) {
        MessageDigest digest = sha256();
        new EnumMap<>(splits).forEach((split, faces) -> {
            digest.update(split.label().getBytes(StandardCharsets.US_ASCII));
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(faces.size()).flip());
            faces.update(digest);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns a new SHA-256 digest, which every Java runtime has. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
