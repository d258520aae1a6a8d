package dev.fer.common;

import java.util.regex.Pattern;

/** Words of commands that people are told to paste into a shell. */
public final class ShellWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/.][A-Za-z0-9/._-]*");

    private ShellWords() {}

    /** Returns a text as one word of a shell's command line: as it is, or else in quotes. */
    public static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
