package dev.fer.cli.command;

import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fer search stop}: from any terminal, what Ctrl-C does in the search's own. */
@Command(
        name = "stop",
        description = "Ask every process that runs the study to stop after the current epochs, as Ctrl-C does.",
        footer = {"%nExample: fer search stop --study cnn-tpe"})
final class StopCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private StudyOptions study = new StudyOptions();

    @Override
    public void run() {
        StudyRecord record = study.study();
        try (TrialStore store = study.open()) {
            store.requestStop(record.id());
        }
        FerCommand.say(
                spec,
                "Asked study '" + record.name() + "' to stop. Go on with it by 'fer search resume"
                        + Hints.inStudy(study.file(), record.name()) + "'.");
    }
}
