package dev.fer.cli.command;

import dev.fer.cli.output.SearchProgress;
import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.Surroundings;
import dev.fer.cli.program.UserError;
import dev.fer.cli.program.Version;
import dev.fer.common.ShellWords;
import dev.fer.data.FerDataset;
import dev.fer.data.faces.Split;
import dev.fer.report.data.ClassCounts;
import dev.fer.report.data.DuplicateCounts;
import dev.fer.search.TrialState;
import dev.fer.search.definition.ComponentException;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.run.RunOptions;
import dev.fer.search.run.SearchOutcome;
import dev.fer.search.run.SearchRunner;
import dev.fer.search.run.Study;
import dev.fer.search.run.TrialExecutor;
import dev.fer.search.store.Owner;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One run of a search from the command line: data, workers, progress, Ctrl-C, and what is said at the end. */
final class SearchSession {
    private static final String WORKERS = "workers";
    private static final String ORDERED = "ordered";

    private final FerCommand fer;
    private final PrintWriter err;
    private final Path store;
    private final RunOptionsMixin options;

    SearchSession(FerCommand fer, PrintWriter err, Path store, RunOptionsMixin options) {
        this.fer = fer;
        this.err = err;
        this.store = store;
        this.options = options;
    }

    /**
     * Gathers what a store remembers about where and on what a study runs. Reads the faces, so that whatever is wrong
     * with them is known before anything is created.
     *
     * @throws UserError if there is neither model nor command, or no faces for a model
     * @throws ComponentException if the search cannot run in the order that is asked for
     */
    Map<String, String> provenance(SearchDefinition definition) {
        RunOptions.DEFAULT
                .withWorkers(options.workers(Optional.empty()))
                .withOrdered(options.ordered())
                .requireFor(definition);
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put(StudyRecord.CODE_VERSION, Version.text());
        provenance.put("host", Owner.hostName());
        provenance.put("hardware", Surroundings.hardware());
        Surroundings.commit().ifPresent(commit -> provenance.put("git.commit", commit));
        provenance.put(WORKERS, Integer.toString(options.workers(Optional.empty())));
        provenance.put(ORDERED, Boolean.toString(options.ordered()));
        provenance.put("java", Runtime.version().toString());
        Optional<Path> faces = faces(definition, Map.of());
        if (faces.isEmpty()) {
            provenance.put(StudyRecord.DIRECTORY, Path.of("").toAbsolutePath().toString());
        }
        faces.ifPresent(path -> {
            try (FerDataset dataset = options.dataOptions().open(path)) {
                dataset.split(Split.TRAIN);
                dataset.split(Split.VALIDATION);
                provenance.put(StudyRecord.DATA_SOURCE, absolute(path));
                provenance.put(StudyRecord.DATA_FINGERPRINT, dataset.fingerprint());
                provenance.put(ClassCounts.PROVENANCE, DataFacts.counts(dataset));
                provenance.put(DuplicateCounts.PROVENANCE, DataFacts.duplicates(dataset));
                if (!dataset.problems().isEmpty()) {
                    provenance.put(StudyRecord.DATA_SKIPS_DAMAGED, Boolean.toString(true));
                }
                warnOfSkipped(dataset);
            }
        });
        return provenance;
    }

    /** Returns what a new study would be run with. */
    String plan(SearchDefinition definition) {
        int workers = options.workers(Optional.empty());
        return "would run study '" + definition.name() + "' with " + workers + (workers == 1 ? " worker" : " workers")
                + ", sampler "
                + definition.sampler().type() + ", pruner "
                + definition.pruner().type() + ", into " + store;
    }

    /** Says that a study was left as it is. */
    void skip(SearchDefinition definition) {
        say("Study '" + definition.name() + "' is in " + store + " already; nothing was done.");
    }

    /**
     * Creates a study of this provenance and runs it; returns the exit code.
     *
     * @param teacher the study whose trials it begins with
     */
    int create(
            TrialStore opened,
            SearchDefinition definition,
            Map<String, String> provenance,
            Optional<StudyRecord> teacher) {
        Study study = Study.create(opened, definition, provenance);
        beginWith(opened, study, teacher);
        say("Study '" + definition.name() + "' is kept in " + store + ". If it is interrupted, go on with '"
                + resumeCommand(definition.name()) + "'.");
        return run(study, faces(definition, provenance));
    }

    /** Has a study of which no trial has begun, perhaps because it was killed just then, begin with a teacher's trials. */
    void beginWith(TrialStore opened, Study study, Optional<StudyRecord> teacher) {
        teacher.ifPresent(from -> say(
                hasBegun(study)
                        ? "The study has begun already: no trials of '" + from.name() + "' are added."
                        : Adoption.adopt(opened, from, study.record())));
    }

    private static boolean hasBegun(Study study) {
        return study.trials().stream().anyMatch(trial -> trial.state() != TrialState.QUEUED);
    }

    /**
     * Goes on with a study, which remembers where its faces are now; returns the exit code. It is changed only when its faces
     * and the order that is wanted are known to be sound.
     *
     * @param definition the study's, or what is to become of it
     * @param changed makes the change
     */
    int resume(TrialStore opened, StudyRecord known, SearchDefinition definition, Supplier<Study> changed) {
        Optional<Path> faces = check(known, definition);
        Map<String, String> facts = faces.map(path -> facts(known, path)).orElse(Map.of());
        Study study = changed.get();
        if (!known.provenance().entrySet().containsAll(facts.entrySet())) {
            opened.updateProvenance(known.id(), facts);
        }
        return run(study, faces);
    }

    /** Returns the faces of a study that can go on with this definition. */
    private Optional<Path> check(StudyRecord known, SearchDefinition definition) {
        runOptions(known).requireFor(definition);
        Optional<Path> faces = faces(definition, known.provenance());
        if (faces.isPresent() && options.data().isEmpty() && !Files.exists(faces.get())) {
            throw new UserError(
                    "the faces that the study '" + known.name() + "' began with are no longer at " + faces.get(),
                    "say where they are now with --data PATH");
        }
        return faces;
    }

    private Map<String, String> facts(StudyRecord known, Path faces) {
        Map<String, String> facts = new HashMap<>(Map.of(StudyRecord.DATA_SOURCE, absolute(faces)));
        try (FerDataset dataset = options.dataOptions().of(known).open(faces)) {
            requireSameData(known.provenance(), dataset, faces);
            if (!dataset.problems().isEmpty()) {
                facts.put(StudyRecord.DATA_SKIPS_DAMAGED, Boolean.toString(true));
            }
        }
        return facts;
    }

    /** Returns how a study would go on, whose faces are looked at. */
    String plan(StudyRecord known, SearchDefinition definition) {
        check(known, definition).ifPresent(faces -> facts(known, faces));
        return "would go on with study '" + known.name() + "' in " + store;
    }

    /** Returns the command that goes on with a study. */
    String resumeCommand(String study) {
        return "fer search resume" + Hints.inStudy(store, study);
    }

    /** Returns the command that starts a study beside an older one, with those of its trials that fit. */
    String successorCommand(Path file, String study) {
        String faces = options.data()
                .map(path -> " --data " + ShellWords.word(path.toString()))
                .orElse("");
        return "fer search run " + ShellWords.word(file.toString()) + faces + " --store "
                + ShellWords.word(store.toString()) + " --name " + study + "-2 --from " + study;
    }

    @SuppressWarnings("try") // Interrupts works by being open.
    private int run(Study study, Optional<Path> faces) {
        SearchProgress progress = new SearchProgress(err, fer.terminal(), fer.quiet(), study.definition());
        RunOptions how = runOptions(study.record());
        SearchOutcome outcome;
        try (TrialExecutor executor = new Executors(store, options, how.workers()).of(study.record(), faces);
                progress) {
            progress.begin(study.trials());
            SearchRunner runner = new SearchRunner(study, executor, how, progress);
            try (Interrupts interrupts = Interrupts.stopping(runner, progress)) {
                outcome = runner.run();
            }
        }
        return conclude(study, outcome);
    }

    /** Where nothing is said, a study goes on as before. */
    private RunOptions runOptions(StudyRecord known) {
        Optional<Integer> before =
                Optional.ofNullable(known.provenance().get(WORKERS)).map(Integer::valueOf);
        boolean ordered = Boolean.parseBoolean(known.provenance().get(ORDERED)) || options.ordered();
        return RunOptions.DEFAULT.withWorkers(options.workers(before)).withOrdered(ordered);
    }

    private int conclude(Study study, SearchOutcome outcome) {
        String name = study.definition().name();
        if (outcome.end() == SearchOutcome.End.INTERRUPTED) {
            say("Interrupted; everything is saved. Resume with '" + resumeCommand(name) + "'.");
            return ExitCodes.INTERRUPTED;
        }
        if (outcome.end() == SearchOutcome.End.FAILURES) {
            throw new UserError(
                    outcome.message(),
                    "see why with 'fer trials list" + Hints.inStudy(store, name) + " --state failed'",
                    ExitCodes.FAILED);
        }
        if (outcome.count(TrialState.COMPLETE) == 0 && goesOn(outcome)) {
            say("So far " + outcome.message() + ", and none is complete. Go on with '" + resumeCommand(name) + "'.");
            return ExitCodes.OK;
        }
        if (outcome.count(TrialState.COMPLETE) == 0) {
            throw new UserError(
                    outcome.message() + ", and none is complete",
                    "see why with 'fer trials list" + Hints.inStudy(store, name) + "'",
                    ExitCodes.NO_RESULT);
        }
        int queued = outcome.count(TrialState.QUEUED);
        String more = study.isOutOfEpochs()
                ? "--total-epochs"
                : study.limit().map(EnqueueCommand::without).orElse("--trials");
        say("Done: " + outcome.message() + "."
                + (queued == 0
                        ? ""
                        : (queued == 1 ? " One trial waits" : " " + queued + " trials wait")
                                + " in the queue: give the search more with " + more + ".")
                + " See 'fer report" + Hints.inStudy(store, name) + "'.");
        return ExitCodes.OK;
    }

    /** Tells whether trials have begun that may still be complete: elsewhere now, or here once somebody resumes. */
    private static boolean goesOn(SearchOutcome outcome) {
        boolean hasRoom = outcome.end() != SearchOutcome.End.EPOCHS
                && outcome.end() != SearchOutcome.End.PATIENCE
                && outcome.count(TrialState.FAILED) == 0;
        return outcome.count(TrialState.RUNNING) > 0 || (hasRoom && outcome.count(TrialState.INTERRUPTED) > 0);
    }

    private Optional<Path> faces(SearchDefinition definition, Map<String, String> provenance) {
        if (definition.model().isEmpty()) {
            if (definition.command().isEmpty()) {
                throw new UserError(
                        "the search '" + definition.name() + "' has neither a model nor a command to run",
                        "add \"model\" or \"command\" to the file, or drive it yourself with 'fer ask-tell'");
            }
            options.refuseModelsOwn(definition.name());
            return Optional.empty();
        }
        Optional<Path> before =
                Optional.ofNullable(provenance.get(StudyRecord.DATA_SOURCE)).map(Path::of);
        return Optional.of(options.data()
                .or(() -> before)
                .orElseThrow(() -> new UserError(
                        "the model '" + definition.model().get() + "' trains on faces, and no --data is given",
                        "add --data PATH with FER2013 as CSV, folder or zip; or draw some with"
                                + " 'fer data synthesize faces' and add --data faces")));
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private void requireSameData(Map<String, String> provenance, FerDataset dataset, Path path) {
        String before = provenance.getOrDefault(StudyRecord.DATA_FINGERPRINT, dataset.fingerprint());
        if (!before.equals(dataset.fingerprint())) {
            throw new UserError(
                    "the faces in " + path + " are not those that the study began with (fingerprint "
                            + dataset.fingerprint().substring(0, 12) + ", before " + before.substring(0, 12) + ")",
                    "give the same faces with --data, or start a new study with another --name",
                    ExitCodes.FAILED);
        }
    }

    private void warnOfSkipped(FerDataset dataset) {
        if (dataset.skippedImages() > 0) {
            say("warning: " + dataset.skippedImages()
                    + (dataset.skippedImages() == 1 ? " damaged image is left out" : " damaged images are left out"));
        }
    }

    private void say(String text) {
        fer.say(err, text);
    }
}
