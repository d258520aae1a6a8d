package dev.fer.cli.command;

import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.UserError;
import dev.fer.common.Suggestions;
import dev.fer.search.store.Intent;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that opens a store: which one, and which study in it. */
final class StoreOptions {
    @Option(
            names = "--store",
            paramLabel = "FILE",
            defaultValue = "fer.db",
            description = "The store (default: $FER_STORE, else fer.db in this directory).")
    private Path file = Path.of("fer.db");

    /** Returns the store's file. */
    Path file() {
        return file;
    }

    /** Opens the store for reading only, which never disturbs a running search, and closes it afterwards. */
    <T> T read(Function<TrialStore, T> action) {
        requireThere();
        try (TrialStore store = TrialStores.open(file, Intent.READ_ONLY)) {
            return action.apply(store);
        }
    }

    /** Opens the store for writing; one that does not exist is an error and is not created. */
    TrialStore openExisting() {
        requireThere();
        return open();
    }

    private void requireThere() {
        try {
            Inputs.requireThere(file);
        } catch (UserError e) {
            throw new UserError(
                    String.valueOf(e.getMessage()).replaceFirst("there is no ", "there is no store "),
                    "name an existing one with --store, or create it with 'fer search run FILE'",
                    ExitCodes.STORE);
        }
    }

    /** Opens the store for writing, creating it where there is none. */
    TrialStore open() {
        return TrialStores.open(file, Intent.READ_WRITE);
    }

    /** Returns the named study, or the only one; otherwise an error that lists what there is. */
    StudyRecord study(TrialStore store, @Nullable String name) {
        List<StudyRecord> studies = store.studies();
        List<String> names = studies.stream().map(StudyRecord::name).toList();
        if (studies.isEmpty()) {
            throw new UserError("the store " + file + " holds no study", "start one with 'fer search run FILE'");
        }
        if (name == null && studies.size() == 1) {
            return studies.get(0);
        }
        if (name == null) {
            throw new UserError(
                    "the store " + file + " holds several studies: " + String.join(", ", names),
                    "name one with --study");
        }
        Optional<StudyRecord> found = store.find(name);
        return found.orElseThrow(() -> new UserError(
                "the store " + file + " has no study '" + name + "'" + Suggestions.didYouMean(name, names),
                "it holds: " + String.join(", ", names)));
    }
}
