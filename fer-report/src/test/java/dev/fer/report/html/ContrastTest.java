package dev.fer.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the style sheet's colours to the contrast of WCAG 2.2: 4.5 for text, 3 for what is drawn. */
class ContrastTest {
    private static final Pattern VARIABLE =
            Pattern.compile("--([a-z0-9-]+): light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)");
    private static final String STYLE = Assets.load().style();

    static Stream<Arguments> texts() {
        return Stream.of("page", "card", "soft")
                .flatMap(ground ->
                        Stream.of("ink", "muted", "accent", "best", "failed").map(text -> Arguments.of(text, ground)));
    }

    static Stream<Arguments> drawn() {
        Stream<String> states = Stream.of("complete", "pruned", "failed", "running", "paused", "best");
        Stream<String> series = Stream.iterate(0, i -> i < 6, i -> i + 1).map(i -> "series-" + i);
        return Stream.concat(states, series).map(name -> Arguments.of(name, "card"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textCanBeReadInLightAndDark(String text, String ground) {
        assertThat(contrast(text, ground, 0)).as("light").isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(text, ground, 1)).as("dark").isGreaterThanOrEqualTo(4.5);
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void marksCanBeSeenInLightAndDark(String mark, String ground) {
        assertThat(contrast(mark, ground, 0)).as("light").isGreaterThanOrEqualTo(3);
        assertThat(contrast(mark, ground, 1)).as("dark").isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void lettersOnMarksCanBeReadInLightAndDark(String mark, String letter) {
        if (mark.matches("series-[0-4]")) {
            assertThat(contrast(letter, mark, 0)).as("light").isGreaterThanOrEqualTo(4.5);
            assertThat(contrast(letter, mark, 1)).as("dark").isGreaterThanOrEqualTo(4.5);
        }
    }

    @Test
    void theShadeOfAFullCellLeavesItsTextReadable() {
        assertThat(contrast("ink", "fill", 0)).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast("ink", "fill", 1)).isGreaterThanOrEqualTo(4.5);
    }

    private static double contrast(String one, String other, int theme) {
        Map<String, String> colours = colours(theme);
        double a = luminance(Objects.requireNonNull(colours.get(one), one));
        double b = luminance(Objects.requireNonNull(colours.get(other), other));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static Map<String, String> colours(int theme) {
        Map<String, String> found = new TreeMap<>();
        Matcher matcher = VARIABLE.matcher(STYLE);
        while (matcher.find()) {
            found.put(matcher.group(1), matcher.group(2 + theme));
        }
        return found;
    }

    /** Relative luminance of an sRGB colour (WCAG 2.2). */
    private static double luminance(String colour) {
        double[] linear = new double[3];
        for (int i = 0; i < 3; i++) {
            double c = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            linear[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }
}
