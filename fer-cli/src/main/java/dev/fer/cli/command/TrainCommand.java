package dev.fer.cli.command;

import dev.fer.cli.output.EvaluationRows;
import dev.fer.cli.output.OutputOptions;
import dev.fer.cli.output.TrainingProgress;
import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.UserError;
import dev.fer.common.ShellWords;
import dev.fer.data.FerDataset;
import dev.fer.models.backend.Backend;
import dev.fer.models.family.Families;
import dev.fer.models.model.ModelCard;
import dev.fer.models.model.ModelTraining;
import dev.fer.models.model.Recipe;
import dev.fer.search.Trial;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.StudyRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fer train}: one configuration to a model file. */
@Command(
        name = "train",
        description =
                "Train one configuration on the training images, judged by the validation images, to a model file."
                        + " Interrupted, it goes on when the same command is given again.",
        footer = {
            "%nExamples:",
            "  fer train good.json --data fer2013.zip --out good.fer",
            "  fer train good.json --set learning_rate=0.01 --epochs 40 --data fer2013.zip --out longer.fer",
            "  fer train search-spaces/report-cnn.json --enqueued 0 --data fer2013.zip --out cnn1.fer",
            "  fer train --trial 12 --study cnn-tpe --out best.fer      the network of a trial",
            "  fer train --trial best --seed 2 --out again.fer          its parameters once more, with another seed"
        })
final class TrainCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private FerCommand fer;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private StudyOptions study = new StudyOptions();

    @Mixin
    private DataOptions dataOptions = new DataOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A search file; every parameter needs one value.")
    private @Nullable Path file;

    @Option(
            names = "--trial",
            paramLabel = "TRIAL",
            description = "A trial of a study by its number, or best, instead of a file: its own network where that was"
                    + " kept, as that of the best ones is, else trained again on its study's data.")
    private @Nullable String trial;

    @Option(names = "--retrain", description = "Train the trial again, even if its network was kept.")
    private boolean retrain;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A parameter's value, instead of the file's or trial's; may be given several times.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = "--enqueued",
            paramLabel = "N",
            description = "Take the values of the file's N-th enqueue entry, counted from 0.")
    private @Nullable Integer entry;

    @Option(names = "--seed", paramLabel = "N", description = "The seed, instead of the file's or trial's.")
    private @Nullable Long seed;

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs at most, instead of the file's or trial's.")
    private @Nullable Integer epochs;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "The faces: FER2013 as CSV, folder or zip; for a trial, by default those of its study.")
    private @Nullable Path data;

    @Option(names = "--out", required = true, paramLabel = "MODEL", description = "The model file to write.")
    private Path model = Path.of("");

    @Option(names = "--force", description = "Replace the model file if there is one.")
    private boolean force;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads (default: all cores); a trial's figures come out again, bit for bit, with as many as"
                    + " its worker had.")
    private @Nullable Integer threads;

    /**
     * What is trained, and on what.
     *
     * @param data how the faces are read
     * @param checkpoint where the same training was kept when it was over
     */
    private record Task(
            Recipe recipe, Path faces, DataOptions data, Optional<String> fingerprint, Optional<Path> checkpoint) {}

    @Override
    public Integer call() throws IOException {
        Outputs.requireReplaceable(model, "model.fer");
        if (Files.exists(model) && !force) {
            throw new UserError(
                    "the file " + model + " exists already", "name another one, or replace it with --force");
        }
        Families families = Families.load();
        Task task = task(families);
        if (threads != null) {
            Numbers.requireAtLeast(1, "--threads", threads);
            Backend.useThreads(threads);
        }
        try (FerDataset dataset = task.data.open(task.faces)) {
            task.fingerprint
                    .filter(before -> !before.equals(dataset.fingerprint()))
                    .ifPresent(before -> say("warning: the faces in " + task.faces + " are not those of the study"));
            Optional<ModelCard> card = model(new ModelTraining(task.recipe, dataset, families), task.checkpoint);
            if (card.isEmpty()) {
                say("Interrupted; everything is saved beside " + model
                        + ". Give the same command again to go on from there.");
                return ExitCodes.INTERRUPTED;
            }
            say("The model is in " + model + ". Ask it by 'fer predict " + ShellWords.word(model.toString())
                    + " IMAGE'.");
            Map<String, Object> facts = ModelFacts.of(model, card.get());
            facts.put("split", "validation");
            EvaluationRows.write(output, facts, card.get().training().validation());
            return ExitCodes.OK;
        }
    }

    /** Writes the model from what was kept, or else trains it. */
    private Optional<ModelCard> model(ModelTraining training, Optional<Path> checkpoint) throws IOException {
        if (checkpoint.isPresent()) {
            Optional<ModelCard> kept = training.writeFrom(checkpoint.get(), model);
            if (kept.isPresent()) {
                say("The trial's network was kept: nothing had to be trained.");
                return kept;
            }
            say("The trial is trained again: " + checkpoint.get() + " is damaged, or of other faces or weights.");
        }
        return train(training);
    }

    @SuppressWarnings("try") // Interrupts works by being open.
    private Optional<ModelCard> train(ModelTraining training) throws IOException {
        AtomicBoolean stop = new AtomicBoolean();
        TrainingProgress progress =
                new TrainingProgress(spec.commandLine().getErr(), fer.quiet(), training.recipe(), stop::get);
        try (Interrupts interrupts = Interrupts.stopping(
                () -> {
                    say("Stopping after the current epoch; press Ctrl-C again to stop at once.");
                    stop.set(true);
                },
                () -> Runtime.getRuntime().halt(ExitCodes.INTERRUPTED))) {
            return training.train(model, progress);
        }
    }

    private Task task(Families families) {
        if ((file == null) == (trial == null)) {
            throw new UserError("either a search file or --trial is needed", "see 'fer train --help'");
        }
        return file != null
                ? ofFile(file, families)
                : ofTrial(Objects.requireNonNull(trial, "or else a file"), families);
    }

    private Task ofFile(Path searchFile, Families families) {
        if (retrain || study.isNamed()) {
            throw new UserError(
                    (retrain ? "--retrain" : "--study") + " is for a --trial, and a file is given",
                    "leave it out; a file is trained");
        }
        SearchDefinition definition = SpaceCommand.read(searchFile);
        SpaceCommand.warn(spec, definition);
        String name = model(definition);
        Map<String, Object> given = new LinkedHashMap<>(enqueued(definition));
        given.putAll(ParameterValues.of(families.get(name), values).values());
        Recipe recipe = Recipe.of(definition, Configuration.of(given));
        return new Task(changed(recipe), faces(Optional.empty()), dataOptions, Optional.empty(), Optional.empty());
    }

    private static String model(SearchDefinition definition) {
        return definition
                .model()
                .orElseThrow(() -> new UserError(
                        "the search '" + definition.name() + "' names no model",
                        "only models can be trained to a file"));
    }

    private Map<String, Object> enqueued(SearchDefinition definition) {
        List<Configuration> entries = definition.enqueue();
        if (entry == null) {
            return Map.of();
        }
        if (entry < 0 || entry >= entries.size()) {
            throw new UserError(
                    "the search '" + definition.name() + "' enqueues " + entries.size()
                            + (entries.size() == 1 ? " configuration" : " configurations") + ", found --enqueued "
                            + entry,
                    "they are counted from 0");
        }
        return entries.get(entry).values();
    }

    private Task ofTrial(String wanted, Families families) {
        if (entry != null) {
            throw new UserError("a trial has its parameters", "give --enqueued with a search file only");
        }
        AtomicReference<Task> task = new AtomicReference<>();
        study.read((store, record) -> {
            String family = model(record.definition());
            Trial found = StudyOptions.trial(store, record, wanted);
            if (found.configuration().isEmpty()) {
                throw new UserError(
                        "trial " + found.number() + " of study '" + record.name() + "' has no parameters yet",
                        "list its trials by 'fer trials list" + Hints.inStudy(store, record.name()) + "'");
            }
            Map<String, Object> given =
                    ParameterValues.of(families.get(family), values).values();
            Recipe recipe = changed(TrialNetworks.recipe(record.definition(), found, given));
            TrialNetworks.Kept kept = TrialNetworks.find(store, record, found, recipe);
            if (!retrain) {
                kept.obstacle().ifPresent(this::say);
            }
            task.set(new Task(
                    recipe,
                    faces(source(record)),
                    dataOptions.of(record),
                    record.dataFingerprint(),
                    kept.checkpoint().filter(path -> !retrain)));
        });
        return Objects.requireNonNull(task.get(), "reading a study calls back once");
    }

    private static Optional<Path> source(StudyRecord record) {
        return record.dataSource().map(Path::of);
    }

    private Recipe changed(Recipe recipe) {
        Recipe seeded = seed == null ? recipe : recipe.withSeed(seed);
        if (epochs == null) {
            return seeded;
        }
        Numbers.requireAtLeast(1, "--epochs", epochs);
        return seeded.withEpochs(epochs);
    }

    private Path faces(Optional<Path> known) {
        return Optional.ofNullable(data)
                .or(() -> known)
                .orElseThrow(() -> new UserError(
                        "a model trains on faces, and no --data is given",
                        "add --data PATH with FER2013 as CSV, folder or zip; or draw some with"
                                + " 'fer data synthesize faces' and add --data faces"));
    }

    private void say(String text) {
        FerCommand.say(spec, text);
    }
}
