package dev.fer.models.family;

import dev.fer.common.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a list of layers written as text: {@code "conv 32, conv 64 5x5 same, pool 2, drop .25, norm, dense 512"}.
 *
 * <p>Between commas stands one layer, or several that belong together ({@code "1000 drop .5"}). {@code conv} takes its
 * filters, a kernel (3x3 if none) and {@code same} to keep the size; {@code pool} its size (2 if none); {@code drop} the
 * share of values dropped, and {@code spatial} to drop whole channels; {@code dense}, or a bare number, its neurons.
 */
final class LayerList {
    /** Limits that no sensible network meets; beyond them a number is a slip. */
    private static final int MOST_FILTERS = 4096;

    private static final int MOST_NEURONS = 100_000;
    private static final int WIDEST_KERNEL = 64;

    private static final List<String> KEYWORDS = List.of("conv", "pool", "drop", "norm", "dense");
    private static final String NUMBER = "\\d+(\\.\\d*)?|\\.\\d+";
    private static final Pattern WORD = Pattern.compile("[^\\s,]+|,");

    private final List<Word> words = new ArrayList<>();
    private int next;

    /** A word, its position from 1, and how many commas come before it. */
    private record Word(String text, int position, int item) {}

    private LayerList(String text) {
        Matcher matcher = WORD.matcher(text);
        int item = 0;
        while (matcher.find()) {
            if (matcher.group().equals(",")) {
                item++;
            } else {
                words.add(new Word(matcher.group(), matcher.start() + 1, item));
            }
        }
    }

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException if a word cannot be understood; the message names its position, from 1
     */
    static List<LayerSpec> parse(String text) {
        LayerList list = new LayerList(text);
        List<LayerSpec> layers = new ArrayList<>();
        while (list.next < list.words.size()) {
            layers.add(list.layer(layers));
        }
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a list of layers holds at least one layer, for instance 'dense 100'");
        }
        return List.copyOf(layers);
    }

    private LayerSpec layer(List<LayerSpec> before) {
        Word word = words.get(next++);
        if (isNumber(word.text)) {
            next--;
            return new LayerSpec.Dense(whole("neurons", word, MOST_NEURONS));
        }
        return switch (word.text) {
            case "conv" -> convolution(word);
            case "pool" -> new LayerSpec.Pool(nextIsNumber(word) ? whole("a pool's size", word, WIDEST_KERNEL) : 2);
            case "drop" -> drop(word);
            case "norm" -> new LayerSpec.Norm(endsInWeights(before));
            case "dense" -> new LayerSpec.Dense(whole("neurons", word, MOST_NEURONS));
            default ->
                throw wrong(
                        word,
                        "'" + word.text + "' is no layer; known are " + String.join(", ", KEYWORDS)
                                + Suggestions.didYouMean(word.text, KEYWORDS));
        };
    }

    /** Directly after weights a norm comes before their activation. */
    private static boolean endsInWeights(List<LayerSpec> layers) {
        LayerSpec last = layers.isEmpty() ? null : layers.get(layers.size() - 1);
        return last instanceof LayerSpec.Convolution || last instanceof LayerSpec.Dense;
    }

    private LayerSpec convolution(Word keyword) {
        int filters = whole("filters", keyword, MOST_FILTERS);
        int[] kernel = {3, 3};
        if (nextMatches(keyword, "\\d{1,4}x\\d{1,4}")) {
            Word word = words.get(next++);
            String[] sides = word.text.split("x", 2);
            kernel = new int[] {
                inRange("a kernel's height", word, sides[0], WIDEST_KERNEL),
                inRange("a kernel's width", word, sides[1], WIDEST_KERNEL)
            };
        }
        boolean same = nextMatches(keyword, "same");
        next += same ? 1 : 0;
        return new LayerSpec.Convolution(filters, kernel[0], kernel[1], same);
    }

    private LayerSpec drop(Word keyword) {
        double rate = rate(keyword);
        boolean spatial = nextMatches(keyword, "spatial");
        next += spatial ? 1 : 0;
        return new LayerSpec.Drop(rate, spatial);
    }

    private double rate(Word keyword) {
        Word word = argument("a share from 0 to below 1", keyword);
        double rate = isNumber(word.text) ? Double.parseDouble(word.text) : Double.NaN;
        if (!(rate >= 0 && rate < 1)) {
            throw wrong(word, "drop takes a share from 0 to below 1, found '" + word.text + "'");
        }
        return rate;
    }

    private int whole(String what, Word keyword, int most) {
        Word word = argument(what, keyword);
        return inRange(what, word, word.text, most);
    }

    private Word argument(String what, Word keyword) {
        if (!nextMatches(keyword, ".*")) {
            throw wrong(keyword, "'" + keyword.text + "' lacks " + what);
        }
        return words.get(next++);
    }

    private static int inRange(String what, Word word, String number, int most) {
        if (!number.matches("\\d{1,9}") || Integer.parseInt(number) < 1 || Integer.parseInt(number) > most) {
            throw wrong(word, what + " is a whole number from 1 to " + most + ", found '" + number + "'");
        }
        return Integer.parseInt(number);
    }

    private boolean nextIsNumber(Word keyword) {
        return nextMatches(keyword, NUMBER);
    }

    /** Tells whether the next word stands before the next comma and matches. */
    private boolean nextMatches(Word keyword, String pattern) {
        return next < words.size()
                && words.get(next).item == keyword.item
                && words.get(next).text.matches(pattern);
    }

    private static boolean isNumber(String text) {
        return text.matches(NUMBER);
    }

    private static IllegalArgumentException wrong(Word word, String message) {
        return new IllegalArgumentException("at character " + word.position + ": " + message);
    }

    /** Returns what is wrong with a list, its shapes over FER2013's faces included, or empty if nothing is. */
    static Optional<String> problem(String text) {
        try {
            return LayerPlan.problem(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
