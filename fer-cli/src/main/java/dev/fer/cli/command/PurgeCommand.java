package dev.fer.cli.command;

import dev.fer.search.run.TrialDirectories;
import dev.fer.search.store.DiscardedStudy;
import dev.fer.search.store.TrialStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fer store purge}: what was deleted goes for good. */
@Command(
        name = "purge",
        description = "Remove the deleted studies for good, with their trials, checkpoints and logs.",
        footer = {"%nExamples:", "  fer search list --deleted", "  fer store purge --dry-run"})
final class PurgeCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--dry-run", description = "Say what would be removed.")
    private boolean dryRun;

    @Override
    public void run() {
        List<DiscardedStudy> discarded = store.read(TrialStore::discarded);
        if (discarded.isEmpty()) {
            FerCommand.say(spec, "No study was deleted in the store " + store.file() + ".");
            return;
        }
        String what = what(discarded);
        if (dryRun) {
            spec.commandLine().getOut().println("would remove " + what);
            return;
        }
        consent.require("remove", what + " for good");
        try (TrialStore opened = store.open()) {
            // Somebody may have restored one meanwhile.
            opened.discarded().stream().filter(discarded::contains).forEach(away -> {
                // The store's row goes last: without it a purge that was killed would leave the files for ever.
                TrialDirectories.of(opened, away.study().name(), Optional.empty())
                        .deleteDiscarded(away.study().id());
                opened.delete(away.study().id());
            });
        }
        FerCommand.say(spec, "Removed " + what + ".");
    }

    private String what(List<DiscardedStudy> discarded) {
        String names =
                discarded.stream().map(away -> "'" + away.study().name() + "'").collect(Collectors.joining(", "));
        return "the deleted " + (discarded.size() == 1 ? "study " : "studies ") + names + " in " + store.file();
    }
}
