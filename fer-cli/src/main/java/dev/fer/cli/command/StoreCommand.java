package dev.fer.cli.command;

import dev.fer.cli.output.OutputOptions;
import dev.fer.cli.output.Rows;
import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fer store}: the file that holds studies. */
@Command(name = "store", description = "Check, copy and tidy up the file that holds the studies.")
final class StoreCommand extends GroupCommand {
    @Override
    List<Class<?>> verbs() {
        return List.of(Check.class, Backup.class, Migrate.class, PurgeCommand.class);
    }

    /** {@code fer store check}. */
    @Command(
            name = "check",
            description = "Look for damage; a search may run meanwhile.",
            footer = {"%nExample: fer store check --store runs/fer.db"})
    static final class Check implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private StoreOptions store = new StoreOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Override
        public Integer call() {
            List<String> problems = store.read(opened -> opened.check());
            if (!output.isForPeople()) {
                Rows.Builder rows = Rows.of("problem");
                problems.forEach(rows::row);
                output.write(rows.build());
                return problems.isEmpty() ? ExitCodes.OK : ExitCodes.STORE;
            }
            if (!problems.isEmpty()) {
                throw new UserError(
                        "the store " + store.file() + " is damaged: " + String.join("; ", problems),
                        "go back to a copy made by 'fer store backup', or save what is readable by"
                                + " 'fer trials export'",
                        ExitCodes.STORE);
            }
            FerCommand.say(spec, "The store " + store.file() + " is sound.");
            return ExitCodes.OK;
        }
    }

    /** {@code fer store migrate}. */
    @Command(
            name = "migrate",
            description =
                    "Bring a store of an older program to the form of this one; a copy of it as it was stays beside"
                            + " it. Commands that write do the same by themselves.",
            footer = {"%nExample: fer store migrate --store runs/fer.db"})
    static final class Migrate implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private StoreOptions store = new StoreOptions();

        @Override
        public void run() {
            store.openExisting().close();
            FerCommand.say(spec, "The store " + store.file() + " has the form of this program.");
        }
    }

    /** {@code fer store backup}. */
    @Command(
            name = "backup",
            description = "Copy the store as it is now; a search may run meanwhile.",
            footer = {"%nExample: fer store backup fer-monday.db"})
    static final class Backup implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private StoreOptions store = new StoreOptions();

        @Parameters(paramLabel = "FILE", description = "The copy; must not exist.")
        private Path copy = Path.of("");

        @Override
        public void run() {
            store.read(opened -> {
                opened.backup(copy);
                return copy;
            });
            spec.commandLine().getOut().println(copy);
        }
    }
}
