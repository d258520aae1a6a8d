package dev.fer.cli.command;

import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.UserError;
import dev.fer.common.Suggestions;
import dev.fer.report.text.Numbers;
import dev.fer.search.run.TrialDirectories;
import dev.fer.search.store.DiscardedStudy;
import dev.fer.search.store.StudyExistsException;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fer search restore}: takes a deletion back. */
@Command(
        name = "restore",
        description =
                "Bring a deleted study back with its trials, checkpoints and logs; of several of one name, the one"
                        + " deleted last.",
        footer = {"%nExamples:", "  fer search list --deleted", "  fer search restore --study cnn-tpe"})
final class RestoreCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(names = "--study", paramLabel = "DELETED", description = "The deleted study (not needed if there is one).")
    private @Nullable String name;

    @Override
    public void run() {
        StudyRecord record = wanted(store.read(TrialStore::discarded));
        try (TrialStore opened = store.open()) {
            restore(opened, record);
            FerCommand.say(
                    spec,
                    "Restored study '" + record.name() + "' with "
                            + Numbers.count(opened.trials(record.id()).size(), "trial") + " in " + store.file() + ".");
        }
    }

    private void restore(TrialStore opened, StudyRecord record) {
        try {
            if (opened.find(record.name()).isPresent()) {
                throw new StudyExistsException(record.name());
            }
            // The store's row goes last: without it a command that was killed would leave the files behind.
            TrialDirectories.of(opened, record.name(), Optional.empty()).restore(record.id());
            opened.restore(record.id());
        } catch (StudyExistsException e) {
            throw new UserError(
                    "the store " + store.file() + " has another study '" + record.name() + "' now",
                    "put that one away first by 'fer search delete" + Hints.inStudy(store.file(), record.name()) + "'",
                    ExitCodes.FAILED);
        }
    }

    private StudyRecord wanted(List<DiscardedStudy> discarded) {
        List<String> names =
                discarded.stream().map(away -> away.study().name()).distinct().toList();
        if (names.isEmpty()) {
            throw new UserError("no study was deleted in the store " + store.file(), "see 'fer search list'");
        }
        if (name == null && names.size() > 1) {
            throw new UserError(
                    "several studies were deleted in the store " + store.file() + ": " + String.join(", ", names),
                    "name one with --study");
        }
        String study = name == null ? names.get(0) : name;
        return discarded.stream()
                .filter(away -> away.study().name().equals(study))
                .max(Comparator.comparing(DiscardedStudy::discarded))
                .map(DiscardedStudy::study)
                .orElseThrow(() -> new UserError(
                        "no study '" + study + "' was deleted in the store " + store.file()
                                + Suggestions.didYouMean(study, names),
                        "deleted were: " + String.join(", ", names)));
    }
}
