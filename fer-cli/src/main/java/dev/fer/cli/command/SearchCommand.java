package dev.fer.cli.command;

import dev.fer.cli.output.OutputOptions;
import dev.fer.cli.output.Rows;
import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.UserError;
import dev.fer.search.definition.DefinitionChange;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.run.Study;
import dev.fer.search.run.StudyChangedException;
import dev.fer.search.store.StudyExistsException;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fer search}: run searches, go on with them, look at them. */
@Command(name = "search", description = "Run a search, resume it, see how it stands and what mattered.")
final class SearchCommand extends GroupCommand {
    @Override
    List<Class<?>> verbs() {
        return List.of(
                Run.class,
                Resume.class,
                Status.class,
                ListStudies.class,
                DefinitionCommand.class,
                ImportanceCommand.class,
                StopCommand.class,
                DeleteCommand.class,
                RestoreCommand.class);
    }

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private FerCommand fer;

    FerCommand fer() {
        return fer;
    }

    /** {@code fer search run}. */
    @Command(
            name = "run",
            description = "Create the study that a search file describes, and run it.",
            footer = {
                "%nExamples:",
                "  fer search run search-spaces/cnn-tpe.json --data fer2013.zip",
                "  fer search run search-spaces/report-cnn.json --data fer2013.csv --trials 3 --epochs 5"
            })
    static final class Run implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init")
        private SearchCommand parent;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private StoreOptions store = new StoreOptions();

        @Mixin
        private RunOptionsMixin options = new RunOptionsMixin();

        @Parameters(paramLabel = "FILE", description = "A search file; - for standard input.")
        private Path file = Path.of("");

        @Option(names = "--name", paramLabel = "NAME", description = "The study's name, instead of the file's.")
        private @Nullable String name;

        @Option(names = "--seed", paramLabel = "N", description = "The study's seed, instead of the file's.")
        private @Nullable Long seed;

        @Option(names = "--epochs", paramLabel = "N", description = "Epochs of a trial, instead of the file's.")
        private @Nullable Long epochs;

        @Option(
                names = "--from",
                paramLabel = "STUDY",
                description = "Begin with the finished trials of another study in the store, where they still fit; they"
                        + " count as trials.")
        private @Nullable String from;

        @Option(names = "--resume-if-exists", description = "Go on with the study if the store has it already.")
        private boolean resumeIfExists;

        @Option(names = "--skip-if-exists", description = "Do nothing if the store has the study already.")
        private boolean skipIfExists;

        @Option(names = "--dry-run", description = "Check the file and the data, and say what would run.")
        private boolean dryRun;

        @Override
        public Integer call() {
            if (resumeIfExists && skipIfExists) {
                throw new UserError("--resume-if-exists and --skip-if-exists exclude each other", "give one of them");
            }
            // What was mistyped here is told before what is wrong in the file.
            Overrides.budget(Budget.UNLIMITED, options);
            SearchDefinition definition = Overrides.apply(
                    SpaceCommand.read(file),
                    Optional.ofNullable(name),
                    Optional.ofNullable(seed),
                    Optional.ofNullable(epochs),
                    options);
            SpaceCommand.warn(spec, definition);
            SearchSession session =
                    new SearchSession(parent.fer(), spec.commandLine().getErr(), store.file(), options);
            return exists(definition.name()) ? meet(session, definition) : begin(session, definition);
        }

        /** Does what is wanted where the study is there already. */
        private int meet(SearchSession session, SearchDefinition definition) {
            if (skipIfExists) {
                session.skip(definition);
                return ExitCodes.OK;
            }
            if (resumeIfExists) {
                return goOn(session, definition);
            }
            throw alreadyThere(session, definition.name());
        }

        /** A store of an older program is migrated, but for a dry run. */
        private boolean exists(String study) {
            if (!Files.exists(store.file())) {
                return false;
            }
            if (dryRun) {
                return store.read(opened -> opened.find(study)).isPresent();
            }
            try (TrialStore opened = store.open()) {
                return opened.find(study).isPresent();
            }
        }

        private int goOn(SearchSession session, SearchDefinition definition) {
            if (dryRun) {
                explain(store.read(opened -> {
                    teacher(opened);
                    StudyRecord known = store.study(opened, definition.name());
                    requireCompatible(session, known.definition(), definition);
                    return session.plan(known, definition);
                }));
                return ExitCodes.OK;
            }
            try (TrialStore opened = store.open()) {
                Optional<StudyRecord> teacher = teacher(opened);
                StudyRecord known = store.study(opened, definition.name());
                requireCompatible(session, known.definition(), definition);
                return session.resume(opened, known, definition, () -> {
                    Study study = Study.open(opened, definition);
                    session.beginWith(opened, study, teacher);
                    return study;
                });
            }
        }

        private Optional<StudyRecord> teacher(TrialStore opened) {
            return Optional.ofNullable(from).map(name -> store.study(opened, name));
        }

        private int begin(SearchSession session, SearchDefinition definition) {
            Optional<StudyRecord> teacher = from == null ? Optional.empty() : store.read(this::teacher);
            Map<String, String> provenance = session.provenance(definition);
            if (dryRun) {
                explain(session.plan(definition));
                return ExitCodes.OK;
            }
            try (TrialStore opened = store.open()) {
                return session.create(opened, definition, provenance, teacher);
            } catch (StudyExistsException e) {
                if (!e.study().equals(definition.name())) {
                    // A name that differs by its case only.
                    throw alreadyThere(session, e.study());
                }
                // Somebody else began it meanwhile.
                return meet(session, definition);
            }
        }

        private UserError alreadyThere(SearchSession session, String study) {
            return new UserError(
                    "the study '" + study + "' is in the store " + store.file() + " already",
                    "go on with it by '" + session.resumeCommand(study) + "', or give the new one another --name",
                    ExitCodes.FAILED);
        }

        private void explain(String plan) {
            spec.commandLine().getOut().println(plan);
        }

        private void requireCompatible(SearchSession session, SearchDefinition known, SearchDefinition definition) {
            DefinitionChange change = DefinitionChange.between(
                    known, definition.withBudget(definition.budget().withTrialsOf(known.budget())));
            if (!change.isCompatible()) {
                throw new UserError(
                        String.valueOf(new StudyChangedException(definition.name(), change.refused()).getMessage()),
                        "undo the change, or start a new study with the trials that still fit by '"
                                + session.successorCommand(file, definition.name()) + "'",
                        ExitCodes.FAILED);
            }
        }
    }

    /** {@code fer search resume}. */
    @Command(
            name = "resume",
            aliases = "join",
            description = "Go on with a study: its interrupted trials from their last epoch, then new ones; also beside"
                    + " other processes that run it already.",
            footer = {
                "%nExamples:",
                "  fer search resume --study cnn-tpe --trials 100",
                "  fer search join --study cnn-tpe --workers 1      in a second terminal"
            })
    static final class Resume implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init")
        private SearchCommand parent;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private StudyOptions study = new StudyOptions();

        @Mixin
        private RunOptionsMixin options = new RunOptionsMixin();

        @Override
        public Integer call() {
            String name = study.study().name();
            try (TrialStore opened = study.open()) {
                Study resumed = Study.resume(opened, name);
                Budget budget = Overrides.budget(resumed.definition().budget(), options);
                return new SearchSession(parent.fer(), spec.commandLine().getErr(), study.file(), options)
                        .resume(opened, resumed.record(), resumed.definition(), () -> {
                            resumed.changeBudget(budget);
                            return resumed;
                        });
            }
        }
    }

    /** {@code fer search status}. */
    @Command(
            name = "status",
            description = "How a study stands: its trials by state, the best, what is left.",
            footer = {"%nExamples:", "  fer search status --study cnn-tpe", "  fer search status -o json | jq"})
    static final class Status implements Runnable {
        @Mixin
        private StudyOptions study = new StudyOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Override
        public void run() {
            study.read((store, record) -> output.write(
                    StudyRows.status(record, store.currentTrials(record.id()), holdoutUses(store, record))));
        }

        private static Optional<Long> holdoutUses(TrialStore store, StudyRecord study) {
            return study.dataFingerprint()
                    .map(data -> store.holdoutUses().stream()
                            .filter(use -> use.data().equals(data))
                            .count());
        }
    }

    /** {@code fer search list}. */
    @Command(
            name = "list",
            description = "The studies in a store, a line each.",
            footer = {"%nExample: fer search list --store runs/fer.db"})
    static final class ListStudies implements Runnable {
        @Mixin
        private StoreOptions store = new StoreOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Option(names = "--deleted", description = "The deleted studies that can be restored, instead of the others.")
        private boolean deleted;

        @Override
        public void run() {
            Rows rows = store.read(opened -> deleted
                    ? StudyRows.discarded(opened.discarded(), record -> opened.trials(record.id()))
                    : StudyRows.list(opened.studies(), record -> opened.currentTrials(record.id())));
            output.write(rows);
        }
    }
}
