package dev.fer.models.family;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A list of whole numbers written as text, for instance {@code "16, 32, 64"}. */
final class Numbers {
    private Numbers() {}

    /** Returns the numbers of a text that has no {@link #problem}. */
    static List<Integer> parse(String text) {
        return words(text).map(Integer::valueOf).toList();
    }

    /**
     * Returns what is wrong with a text, or empty if nothing is.
     *
     * @param most how many numbers at most
     * @param largest the largest number; the least is 1
     */
    static Optional<String> problem(String text, int most, int largest) {
        List<String> words = words(text).toList();
        if (words.isEmpty() || words.size() > most) {
            return Optional.of("expected 1 to " + most + " numbers, found " + words.size());
        }
        return words.stream()
                .filter(word ->
                        !word.matches("\\d{1,9}") || Integer.parseInt(word) < 1 || Integer.parseInt(word) > largest)
                .findFirst()
                .map(word -> "expected whole numbers from 1 to " + largest + ", found '" + word + "'");
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split("[\\s,]+")).filter(word -> !word.isEmpty());
    }
}
