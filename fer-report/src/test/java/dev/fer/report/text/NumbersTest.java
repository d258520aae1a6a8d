package dev.fer.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.58321 | 0.5832",
                "0.1 | 0.1",
                "-0.25 | −0.25",
                "0 | 0",
                "7317007 | 7,317,007",
                "1234.56 | 1,235",
                "0.000012345 | 1.234e-5",
                "12345678.9 | 1.235e7",
                "NaN | –",
                "Infinity | ∞",
                "-Infinity | −∞"
            })
    void numbersHaveFourDigitsAndWholeOnesAreGivenInFull(double value, String text) {
        assertThat(Numbers.value(value).replace("e−", "e-")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.25, 0.25 s", "43, 43 s", "60, 1 min", "4325, 1 h 12 min", "90000, 1 d 1 h"})
    void durationsAreGivenInTheirTwoLargestUnits(double seconds, String text) {
        String found = Numbers.duration(Duration.ofMillis((long) (seconds * 1000)));

        assertThat(found.replace('\u00a0', ' ')).isEqualTo(text);
    }

    @Test
    void longNamesAreCutAndThoseFromRightToLeftIsolated() {
        assertThat(Names.inSentence("x".repeat(10_000))).hasSize(81).endsWith("…");
        assertThat(Names.inSentence("معدل")).startsWith("\u2068").endsWith("\u2069");
        assertThat(Names.inSentence("😀".repeat(100)).codePointCount(0, 161)).isEqualTo(81);
    }

    @Test
    void listsAreReadAsAPersonSaysThem() {
        assertThat(Names.list(List.of("a"))).isEqualTo("a");
        assertThat(Names.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
    }
}
