package dev.fer.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The committed script is what its licences, its checksum and its limits say. */
class BundleTest {
    @Test
    void itIsSmallAndPlainAndCannotEndTheElementItStandsIn() throws IOException {
        String script = read("report.js");

        assertThat(script.length()).isLessThan(800_000);
        assertThat(script.chars()).allMatch(character -> character < 128);
        assertThat(script).doesNotContainIgnoringCase("</script", "<!--").doesNotContain("\r");
    }

    @Test
    void itsChecksumAndLicencesLieBesideIt() throws IOException, NoSuchAlgorithmException {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(read("report.js").getBytes(StandardCharsets.UTF_8));

        assertThat(read("report.js.sha256")).startsWith(HexFormat.of().formatHex(digest));
        assertThat(read("LICENSE")).contains("Apache License");
        assertThat(read("NOTICE")).contains("Apache ECharts");
        assertThat(read("LICENSE-zrender")).contains("BSD 3-Clause");
    }

    @Test
    void itIsMadeOfTheSourcesThatAreHere() throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> sources = Files.list(Path.of("frontend", "src"))) {
            for (Path source : sources.sorted().toList()) {
                digest.update((source.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(source));
            }
        }

        assertThat(read("sources.sha256"))
                .as("run 'npm run build' in fer-report/frontend")
                .startsWith(HexFormat.of().formatHex(digest.digest()));
    }

    @Test
    void itsLockfileHoldsNoAddress() throws IOException {
        String lockfile = Files.readString(Path.of("frontend", "package-lock.json"));

        assertThat(lockfile).doesNotContain("\"resolved\"", "http").contains("\"integrity\"");
    }

    private static String read(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(BundleTest.class.getResourceAsStream("/dev/fer/report/vendor/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
