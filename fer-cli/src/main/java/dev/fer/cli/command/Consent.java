package dev.fer.cli.command;

import dev.fer.cli.program.UserError;
import java.io.Console;
import picocli.CommandLine.Option;

/** The option of commands that take something away: they ask on a terminal and want {@code --yes} elsewhere. */
final class Consent {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /**
     * Returns if what is about to happen is meant.
     *
     * @param verb what happens, for instance "delete"
     * @param what to what it happens
     * @throws UserError if nobody says so
     */
    void require(String verb, String what) {
        if (yes) {
            return;
        }
        Console console = System.console();
        if (console == null) {
            throw new UserError("to " + verb + " " + what + " needs a word from you", "add --yes");
        }
        String answer = console.readLine("Really %s %s? [y/N] ", verb, what);
        if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
            throw new UserError("nothing was changed", "answer y, or add --yes");
        }
    }
}
