package dev.fer.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A page's style and script.
 *
 * @param style the style sheet
 * @param script the only one that may run
 * @param own what of its own address the page may use, as directives of a content security policy
 */
public record Assets(String style, String script, String own) {
    private static final String FOLDER = "/dev/fer/report/";

    static Assets load() {
        return new Assets(style("report.css"), read("vendor/report.js"), "");
    }

    /** Loads those of the page around a live report, which asks for the report and shows it in a frame. */
    static Assets live() {
        return new Assets(style("live.css"), read("live.js"), "; connect-src 'self'; frame-src 'self'");
    }

    private static String style(String name) {
        return read("colours.css") + read(name);
    }

    private static String read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + FOLDER + name + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the page's content security policy: nothing is fetched from anywhere, and no script runs but the
     * one whose hash this is, whatever a trial or a study may be called.
     */
    public String contentSecurityPolicy() {
        return "default-src 'none'; script-src 'sha256-" + hash(script)
                + "'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'" + own;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
