package dev.fer.data.faces;

import dev.fer.common.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The seven classes of FER2013, in the label order of the original: 0 angry to 6 neutral. */
public enum Emotion {
    /** Label 0. */
    ANGRY(0, "anger"),
    /** Label 1. */
    DISGUST(1, "disgusted"),
    /** Label 2. */
    FEAR(2, "fearful"),
    /** Label 3. */
    HAPPY(3, "happiness"),
    /** Label 4. */
    SAD(4, "sadness"),
    /** Label 5. */
    SURPRISE(5, "surprised"),
    /** Label 6. */
    NEUTRAL(6, "neutrality");

    /** How many classes there are. */
    public static final int COUNT = 7;

    private static final List<Emotion> BY_NUMBER = List.of(values());

    private final int number;
    private final String alias;

    Emotion(int number, String alias) {
        this.number = number;
        this.alias = alias;
    }

    /** Returns the label's number in the data, 0 to 6. */
    public int number() {
        return number;
    }

    /** Returns the name in lower case, as folders and reports write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the emotion of a label.
     *
     * @throws IllegalArgumentException if the number is not in 0..6
     */
    public static Emotion of(int number) {
        if (number < 0 || number >= COUNT) {
            throw new IllegalArgumentException("an emotion's number is in 0..6, found " + number);
        }
        return BY_NUMBER.get(number);
    }

    /**
     * Returns the emotion that a folder's name means, if it means one: the label, its other form ("anger",
     * "fearful") or its number, without regard to case.
     */
    public static Optional<Emotion> find(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return BY_NUMBER.stream()
                .filter(emotion -> wanted.equals(emotion.label())
                        || wanted.equals(emotion.alias)
                        || wanted.equals(Integer.toString(emotion.number)))
                .findFirst();
    }

    /** Returns all labels in the order of their numbers. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Emotion::label).toList();
    }

    /** Returns {@code "; did you mean 'happy'?"}, or an empty string when no emotion has a name like this. */
    public static String didYouMean(String name) {
        return Suggestions.didYouMean(name, labels());
    }
}
