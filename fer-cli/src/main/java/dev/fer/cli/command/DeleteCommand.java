package dev.fer.cli.command;

import dev.fer.cli.program.UserError;
import dev.fer.report.text.Numbers;
import dev.fer.search.TrialState;
import dev.fer.search.run.TrialDirectories;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fer search delete}: a study with all that belongs to it, until it is restored or purged. */
@Command(
        name = "delete",
        description = "Delete a study with its trials, checkpoints and logs; 'fer search restore' brings it back until"
                + " 'fer store purge' removes it for good.",
        footer = {"%nExample: fer search delete --study cnn-tpe"})
final class DeleteCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private StudyOptions study = new StudyOptions();

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--dry-run", description = "Say what would be deleted.")
    private boolean dryRun;

    @Override
    public void run() {
        StudyRecord record = study.study();
        if (dryRun) {
            study.read((store, known) -> spec.commandLine().getOut().println("would delete " + what(store, known)));
            return;
        }
        try (TrialStore store = study.open()) {
            store.recover(record.id());
            String what = what(store, record);
            requireIdle(store, record);
            consent.require("delete", what);
            // Somebody may have gone on with it while the answer was awaited.
            requireIdle(store, record);
            store.discard(record.id());
            TrialDirectories.of(store, record.name(), Optional.empty()).discard(record.id());
            FerCommand.say(
                    spec,
                    "Deleted " + what + ". Bring it back with 'fer search restore"
                            + Hints.inStudy(study.file(), record.name()) + "'.");
        }
    }

    private String what(TrialStore store, StudyRecord record) {
        String trials = Numbers.count(store.trials(record.id()).size(), "trial");
        return "study '" + record.name() + "' with " + trials + " in " + study.file();
    }

    private void requireIdle(TrialStore store, StudyRecord record) {
        if (store.trials(record.id()).stream().anyMatch(trial -> trial.state() == TrialState.RUNNING)) {
            throw new UserError(
                    "study '" + record.name() + "' is running",
                    "stop it first by 'fer search stop" + Hints.inStudy(study.file(), record.name()) + "'");
        }
    }
}
