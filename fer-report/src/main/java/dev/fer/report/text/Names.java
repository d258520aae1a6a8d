package dev.fer.report.text;

import java.text.Bidi;
import java.util.Iterator;
import java.util.List;

/** Names that people gave, made fit to stand in a sentence. */
public final class Names {
    private static final int LONGEST = 80;
    private static final int LONGEST_IN_TABLE = 400;
    private static final String ISOLATE = "\u2068";
    private static final String END_OF_ISOLATE = "\u2069";

    private Names() {}

    /**
     * Returns a name cut to a length that a sentence bears, and isolated where it is written from right to left,
     * so that it does not turn the sentence around.
     */
    public static String inSentence(String name) {
        return isolated(cut(name, LONGEST));
    }

    /** Returns a name or value as {@link #inSentence} does, but as long as a table's cell bears: a row of layers fits. */
    public static String inTable(String name) {
        return isolated(cut(name, LONGEST_IN_TABLE));
    }

    private static String cut(String name, int longest) {
        String line = name.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest)) + "…";
    }

    private static String isolated(String name) {
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
