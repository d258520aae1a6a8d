package dev.fer.cli.output;

import java.util.Map;

/**
 * What may be written where: whether colour and progress bars are wanted.
 *
 * @param colourOut whether escape sequences are wanted on stdout
 * @param colourErr whether escape sequences are wanted on stderr
 * @param progress whether a moving bar is wanted on stderr
 */
public record Terminal(boolean colourOut, boolean colourErr, boolean progress) {
    /** When colour is used. */
    public enum Colour {
        /** On a terminal, unless the environment says otherwise. */
        AUTO,
        /** Into files and pipes too. */
        ALWAYS,
        /** Not at all. */
        NEVER
    }

    /** Reads the launcher's properties and the environment (NO_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM). */
    public static Terminal detect(Map<String, String> environment) {
        return of(Boolean.getBoolean("fer.stdout.tty"), Boolean.getBoolean("fer.stderr.tty"), environment);
    }

    /** Returns what two streams, which are terminals or not, allow in an environment. */
    public static Terminal of(boolean stdout, boolean stderr, Map<String, String> environment) {
        boolean progress = stderr && !environment.containsKey("FER_NO_PROGRESS") && !isDumb(environment);
        return new Terminal(colour(environment, stdout), colour(environment, stderr), progress);
    }

    private static boolean colour(Map<String, String> environment, boolean terminal) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        if (!environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0")) {
            return true;
        }
        return terminal && !environment.getOrDefault("CLICOLOR", "1").equals("0") && !isDumb(environment);
    }

    private static boolean isDumb(Map<String, String> environment) {
        return environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Returns this terminal as a user wants it coloured, whatever the environment says. */
    public Terminal withColour(Colour when) {
        return when == Colour.AUTO ? this : new Terminal(when == Colour.ALWAYS, when == Colour.ALWAYS, progress);
    }

    /** Returns this terminal without a moving bar. */
    public Terminal withoutProgress() {
        return new Terminal(colourOut, colourErr, false);
    }

    /** Returns text for stderr in a colour (an ANSI code such as 31), or as it is. */
    public String paint(int ansi, String text) {
        return colourErr ? "\u001b[" + ansi + "m" + text + "\u001b[0m" : text;
    }
}
