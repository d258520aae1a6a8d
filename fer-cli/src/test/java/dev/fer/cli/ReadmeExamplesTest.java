package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages of the modules show is what {@code examples/} compiles and tests. */
class ReadmeExamplesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final int LONGEST = 40;

    @ParameterizedTest
    @ValueSource(strings = {"common", "data", "search", "models", "report"})
    void theFirstExampleOfAModulesPageIsPartOfItsProgram(String module) {
        assertThat(bare(sources(module))).contains(bare(firstBlock(ROOT.resolve("fer-" + module + "/README.md"))));
    }

    @Test
    void theExampleOfTheFrontPageIsTheOneOfTheSearch() {
        assertThat(bare(sources("search"))).contains(bare(firstBlock(ROOT.resolve("README.md"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"common", "data", "search", "models", "report"})
    void aProgramIsShort(String module) {
        assertThat(programs(module))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThan(LONGEST));
    }

    private static String firstBlock(Path page) {
        return JAVA_BLOCK
                .matcher(read(page))
                .results()
                .findFirst()
                .map((MatchResult block) -> block.group(1))
                .orElseThrow();
    }

    private static String sources(String module) {
        return programs(module).stream().map(ReadmeExamplesTest::read).collect(Collectors.joining());
    }

    private static List<Path> programs(String module) {
        try (Stream<Path> files =
                Files.walk(ROOT.resolve("examples").resolve(module).resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves out remarks and blanks, in which a page may differ. */
    private static String bare(String text) {
        return text.replaceAll("//.*", "").replaceAll("\\s+", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
