package dev.fer.cli.output;

import java.util.Map;

/**
 * What may be written where: whether a stream is a terminal, whether colour and progress bars are wanted.
 *
 * @param stdout whether stdout is a terminal
 * @param stderr whether stderr is a terminal
 * @param colour whether escape sequences are wanted
 * @param progress whether a moving bar is wanted on stderr
 */
public record Terminal(boolean stdout, boolean stderr, boolean colour, boolean progress) {

    /** Reads the launcher's properties and the environment (NO_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM). */
    public static Terminal detect(Map<String, String> environment) {
        boolean stdout = Boolean.getBoolean("fer.stdout.tty");
        boolean stderr = Boolean.getBoolean("fer.stderr.tty");
        boolean progress = stderr && !environment.containsKey("FER_NO_PROGRESS");
        return new Terminal(stdout, stderr, colour(environment, stderr), progress);
    }

    private static boolean colour(Map<String, String> environment, boolean terminal) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        if (!environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0")) {
            return true;
        }
        return terminal
                && !environment.getOrDefault("CLICOLOR", "1").equals("0")
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Returns the text in a colour of the terminal (an ANSI code such as 31), or as it is. */
    public String paint(int ansi, String text) {
        return colour ? "\u001b[" + ansi + "m" + text + "\u001b[0m" : text;
    }
}
