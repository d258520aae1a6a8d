package dev.fer.cli.command;

import dev.fer.cli.output.EvaluationRows;
import dev.fer.cli.output.OutputOptions;
import dev.fer.cli.program.ExitCodes;
import dev.fer.data.FerDataset;
import dev.fer.data.faces.Split;
import dev.fer.models.evaluate.EvaluationResult;
import dev.fer.models.evaluate.Predictions;
import dev.fer.models.evaluate.Reliability;
import dev.fer.models.model.ModelCard;
import dev.fer.models.model.Recipe;
import dev.fer.models.model.TrainedModel;
import dev.fer.search.store.HoldoutUse;
import dev.fer.search.store.TrialStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fer evaluate}: how well a model does on labelled images. */
@Command(
        name = "evaluate",
        description = "Tell how well a trained model does on a split. The test split is looked at only if it is named,"
                + " and the store counts how often: whoever looks often and keeps the best fools himself.",
        footer = {
            "%nExamples:",
            "  fer evaluate good.fer --data fer2013.csv",
            "  fer evaluate good.fer --data fer2013.csv --split test"
        })
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Mixin
    private DataOptions dataOptions = new DataOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "MODEL", description = "A file that 'fer train' wrote.")
    private Path file = Path.of("");

    @Option(names = "--data", required = true, paramLabel = "PATH", description = "FER2013 as CSV, folder or zip.")
    private Path data = Path.of("");

    @Option(names = "--split", paramLabel = "SPLIT", description = "train, validation or test (default: validation).")
    private Split split = Split.VALIDATION;

    @Option(
            names = "--tta",
            description = "Test-time augmentation: answer by the mean over each image and its mirror image.")
    private boolean mirrored;

    @Override
    public Integer call() throws IOException {
        Inputs.requireThere(file);
        try (TrainedModel model = TrainedModel.load(file);
                FerDataset dataset = dataOptions.open(data)) {
            ModelCard card = model.card();
            ModelFacts.otherData(card, dataset.fingerprint()).ifPresent(this::say);
            Predictions predictions = model.evaluate(dataset.split(split), mirrored);
            EvaluationResult result = predictions.result();
            Map<String, Object> facts = ModelFacts.of(file, card);
            facts.put("split", split.label());
            facts.put("same_data", card.data().fingerprint().equals(dataset.fingerprint()));
            facts.put("test_time_augmentation", mirrored ? "mean over image and mirror image" : "none");
            facts.put(
                    "normalization",
                    card.normalizer().normalization().label() + ", as fitted in training; nothing was fitted to these");
            if (split == Split.TEST) {
                facts.put("test_split_uses", counted(model, dataset.fingerprint(), result));
            }
            if (output.isNested()) {
                facts.put("reliability", bins(predictions.reliability(Reliability.BINS)));
            }
            EvaluationRows.write(output, facts, result);
            return ExitCodes.OK;
        }
    }

    private int counted(TrainedModel model, String fingerprint, EvaluationResult result) {
        Optional<Recipe.Origin> origin = model.card().recipe().origin();
        HoldoutUse use = new HoldoutUse(
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                fingerprint,
                model.fingerprint(),
                origin.map(Recipe.Origin::study),
                origin.isPresent() ? OptionalInt.of(origin.get().trial()) : OptionalInt.empty(),
                Map.of(
                        "test.accuracy", result.accuracy(),
                        "test.macro_f1", result.macroF1(),
                        "test.loss", result.loss()));
        try (TrialStore opened = store.open()) {
            int uses = opened.addHoldoutUse(use);
            say("This is the " + ordinal(uses) + " evaluation on the test split of this data set that " + store.file()
                    + " knows of.");
            return uses;
        }
    }

    static String ordinal(int number) {
        boolean teen = number % 100 >= 11 && number % 100 <= 13;
        return number
                + (teen
                        ? "th"
                        : switch (number % 10) {
                            case 1 -> "st";
                            case 2 -> "nd";
                            case 3 -> "rd";
                            default -> "th";
                        });
    }

    private static List<Map<String, @Nullable Object>> bins(Reliability reliability) {
        List<Map<String, @Nullable Object>> bins = new ArrayList<>();
        for (Reliability.Bin bin : reliability.bins()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("low", bin.low());
            fields.put("high", bin.high());
            fields.put("images", bin.images());
            fields.put("confidence", bin.images() > 0 ? bin.confidence() : null);
            fields.put("accuracy", bin.images() > 0 ? bin.accuracy() : null);
            bins.add(fields);
        }
        return bins;
    }

    private void say(String text) {
        FerCommand.say(spec, text);
    }
}
