package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents lead where they say. */
class LinksTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]*))?\\)");

    @Test
    void everyLinkOfADocumentLeadsToAFileAndAHeadingOfIt() throws IOException {
        List<Path> documents = documents();
        assertThat(documents).hasSizeGreaterThan(20);
        for (Path document : documents) {
            List<MatchResult> links =
                    LINK.matcher(Files.readString(document)).results().toList();
            for (MatchResult link : links) {
                Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
                assertThat(target)
                        .as("%s in %s", link.group(), ROOT.relativize(document))
                        .exists();
                if (link.group(2) != null) {
                    assertThat(anchors(target))
                            .as("%s in %s", link.group(), ROOT.relativize(document))
                            .contains(link.group(2));
                }
            }
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files =
                Files.find(ROOT, 3, (file, attributes) -> file.toString().endsWith(".md"))) {
            return files.filter(file -> Stream.of("target", "node_modules", "vendor")
                            .noneMatch(name -> file.toUri().getPath().contains("/" + name + "/")))
                    .toList();
        }
    }

    /** Returns the names by which a page's headings are linked to. */
    private static List<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line ->
                        line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", ""))
                .map(heading -> heading.replace(' ', '-'))
                .toList();
    }
}
