package dev.fer.cli.command;

import dev.fer.cli.output.FacesPage;
import dev.fer.cli.output.Facts;
import dev.fer.cli.output.OutputOptions;
import dev.fer.cli.output.Rows;
import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.UserError;
import dev.fer.common.AtomicFiles;
import dev.fer.data.FerDataset;
import dev.fer.data.faces.Emotion;
import dev.fer.data.inspect.DataSummary;
import dev.fer.data.inspect.Duplicates;
import dev.fer.data.synthetic.SyntheticFaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fer data}: what a data set holds, and faces drawn for trying things out. */
@Command(name = "data", description = "Look into FER2013 in any of its forms; draw synthetic faces.")
final class DataCommand extends GroupCommand {
    @Override
    List<Class<?>> verbs() {
        return List.of(Inspect.class, AugmentCommand.class, Synthesize.class);
    }

    /** {@code fer data inspect}. */
    @Command(
            name = "inspect",
            description = "Form, splits, class counts, duplicates, conflicting labels, broken files.",
            footer = {
                "%nExamples:",
                "  fer data inspect fer2013.zip",
                "  fer data inspect fer2013.csv --html faces.html"
            })
    static final class Inspect implements Callable<Integer> {
        @Mixin
        private OutputOptions output = new OutputOptions();

        @Mixin
        private DataOptions data = new DataOptions();

        @Parameters(paramLabel = "PATH", description = "A CSV, a folder or a zip.")
        private Path path = Path.of("");

        @Option(names = "--html", paramLabel = "FILE", description = "Also write a page with samples of each emotion.")
        private @Nullable Path html;

        @Override
        public Integer call() throws IOException {
            if (html != null) {
                Outputs.requireReplaceable(html, "faces.html");
            }
            long start = System.nanoTime();
            try (FerDataset dataset = data.open(path)) {
                double openSeconds = (System.nanoTime() - start) / 1e9;
                if (html != null) {
                    String page = FacesPage.of(dataset);
                    AtomicFiles.write(html, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
                }
                DataSummary summary = DataSummary.of(dataset);
                Map<String, Object> facts = facts(summary, openSeconds);
                if (!output.isNested()) {
                    output.write(counts(summary));
                    output.newLine();
                    facts.remove("splits");
                }
                output.write(new Facts("what", facts));
                return ExitCodes.OK;
            }
        }

        private static Rows counts(DataSummary summary) {
            List<String> columns = new ArrayList<>(List.of("split", "images"));
            Arrays.stream(Emotion.values()).map(Emotion::label).forEach(columns::add);
            columns.add("majority");
            Rows.Builder rows = Rows.of(columns);
            summary.splits().forEach((split, content) -> {
                List<Object> row = new ArrayList<>(List.of(split.label(), content.images()));
                content.counts().values().forEach(row::add);
                row.add(content.majorityShare());
                rows.row(row);
            });
            return rows.build();
        }

        private static Map<String, Object> facts(DataSummary summary, double openSeconds) {
            Duplicates duplicates = summary.duplicates();
            Map<String, Object> splits = new LinkedHashMap<>();
            summary.splits().forEach((split, content) -> {
                Map<String, Object> counts = new LinkedHashMap<>(Map.of("images", content.images()));
                content.counts().forEach((emotion, count) -> counts.put(emotion.label(), count));
                splits.put(split.label(), counts);
            });
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("source", summary.source());
            facts.put("form", summary.form());
            facts.put("image_size", summary.imageSide() + "x" + summary.imageSide());
            facts.put("images", summary.images());
            facts.put("splits", splits);
            facts.put("duplicate_groups", duplicates.groups());
            facts.put("duplicate_images", duplicates.images());
            facts.put("duplicate_groups_train_validation", duplicates.trainAndValidation());
            facts.put("duplicate_groups_train_test", duplicates.trainAndTest());
            facts.put("duplicate_groups_validation_test", duplicates.validationAndTest());
            facts.put("duplicate_groups_in_all", duplicates.inAllThree());
            facts.put("validation_images_in_train", duplicates.validationInTrain());
            facts.put("test_images_in_train", duplicates.testInTrain());
            facts.put("conflicting_label_groups", duplicates.conflicting());
            facts.put("skipped_images", summary.skippedImages());
            facts.put(
                    "problems",
                    summary.problems().stream().map(Object::toString).toList());
            facts.put("fingerprint", summary.fingerprint());
            facts.put("open_seconds", openSeconds);
            return facts;
        }
    }

    /** {@code fer data synthesize}. */
    @Command(
            name = "synthesize",
            description = "Draw seeded faces with seven emotions into a folder of images.",
            footer = {"%nExample: fer data synthesize faces"})
    static final class Synthesize implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "The folder; train, validation and test go below it.")
        private Path folder = Path.of("");

        @Option(names = "--seed", defaultValue = "42", description = "What the faces are drawn from (default: 42).")
        private long seed = 42;

        @Option(names = "--train", paramLabel = "N", defaultValue = "2100", description = "Training images (2100).")
        private int train = 2100;

        @Option(
                names = "--validation",
                paramLabel = "N",
                defaultValue = "700",
                description = "Validation images (700).")
        private int validation = 700;

        @Option(names = "--test", paramLabel = "N", defaultValue = "700", description = "Test images (700).")
        private int test = 700;

        @Override
        public Integer call() throws IOException {
            if (train < 0 || validation < 0 || test < 0 || train + validation + test == 0) {
                throw new UserError("counts must not be negative, and not all zero", "for instance --train 2100");
            }
            SyntheticFaces.writeTo(folder, seed, train, validation, test);
            spec.commandLine().getOut().println(folder.toAbsolutePath());
            return ExitCodes.OK;
        }
    }
}
