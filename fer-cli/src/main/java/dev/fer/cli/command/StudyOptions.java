package dev.fer.cli.command;

import dev.fer.cli.program.UserError;
import dev.fer.common.Suggestions;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.run.Standings;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command about one study: its store, and its name where the store holds several. */
final class StudyOptions {
    /** What stands for the number of the best trial. */
    static final String BEST = "best";

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(names = "--study", paramLabel = "STUDY", description = "The study (not needed if there is one).")
    private @Nullable String name;

    /** Tells whether a study was named. */
    boolean isNamed() {
        return name != null;
    }

    /** Returns the store's file. */
    Path file() {
        return store.file();
    }

    /** Looks at the study without disturbing a search that runs. */
    void read(BiConsumer<TrialStore, StudyRecord> action) {
        store.read(opened -> {
            StudyRecord study = store.study(opened, name);
            action.accept(opened, study);
            return study;
        });
    }

    /** Returns a trial of a study; an error that says how to find those that there are, if there is none. */
    static Trial trial(TrialStore store, StudyRecord study, int number) {
        return store.trial(study.id(), number)
                .map(trial -> store.deserted(study.id()).contains(number) ? trial.in(TrialState.INTERRUPTED) : trial)
                .orElseThrow(() -> new UserError(
                        "study '" + study.name() + "' has no trial " + number,
                        "list them with 'fer trials list" + Hints.inStudy(store, study.name()) + "'"));
    }

    /** Returns the trial that a person means: by its number, or the {@value #BEST} one. */
    static Trial trial(TrialStore store, StudyRecord study, String wanted) {
        if (!wanted.equals(BEST)) {
            return trial(store, study, number(wanted));
        }
        return Standings.of(study.definition(), store.trials(study.id())).best(1).stream()
                .findFirst()
                .map(number -> trial(store, study, number))
                .orElseThrow(() -> new UserError(
                        "no trial of study '" + study.name() + "' has a value yet",
                        "list them with 'fer trials list" + Hints.inStudy(store, study.name()) + "'"));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UserError(
                    "TRIAL is a number or '" + BEST + "', found '" + text + "'"
                            + Suggestions.didYouMean(text, List.of(BEST)),
                    "for instance 'fer trials show " + BEST + "'");
        }
    }

    /** Returns the study as it is now; a store that does not exist is an error and is not created. */
    StudyRecord study() {
        return store.read(opened -> store.study(opened, name));
    }

    /** Opens the store for writing. */
    TrialStore open() {
        return store.open();
    }
}
