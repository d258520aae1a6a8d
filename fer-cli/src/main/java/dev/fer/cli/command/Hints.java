package dev.fer.cli.command;

import dev.fer.common.ShellWords;
import dev.fer.search.store.TrialStore;
import java.nio.file.Path;

/** What commands that people are told to type have in common. */
final class Hints {
    private Hints() {}

    /** Returns the options that name a study in a store, to be pasted after a command. */
    static String inStudy(Path store, String study) {
        return " --store " + ShellWords.word(store.toString()) + " --study " + study;
    }

    /** Returns the options that name a study in an open store, to be pasted after a command. */
    static String inStudy(TrialStore store, String study) {
        return store.file().map(file -> inStudy(file, study)).orElse(" --study " + study);
    }
}
