package dev.fer.report.text;

import java.text.Bidi;
import java.util.Iterator;
import java.util.List;

/** Names that people gave, made fit to stand in a sentence. */
public final class Names {
    private static final int LONGEST = 80;
    private static final String ISOLATE = "\u2068";
    private static final String END_OF_ISOLATE = "\u2069";

    private Names() {}

    /**
     * Returns a name cut to a length that a sentence bears, and isolated where it is written from right to left,
     * so that it does not turn the sentence around.
     */
    public static String inSentence(String name) {
        String line = name.strip().replaceAll("\\s+", " ");
        String cut = line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
        return isolated(cut);
    }

    /** Returns a name whole, isolated where it is written from right to left. */
    public static String isolated(String name) {
        char[] characters = name.toCharArray();
        return Bidi.requiresBidi(characters, 0, characters.length) ? ISOLATE + name + END_OF_ISOLATE : name;
    }

    /** Returns items as a person lists them: a, b and c. */
    public static String list(List<String> items) {
        StringBuilder text = new StringBuilder();
        Iterator<String> rest = items.iterator();
        while (rest.hasNext()) {
            String item = rest.next();
            text.append(text.isEmpty() ? "" : rest.hasNext() ? ", " : " and ").append(item);
        }
        return text.toString();
    }
}
