package dev.fer.cli.command;

import dev.fer.cli.output.AugmentationPage;
import dev.fer.cli.output.Facts;
import dev.fer.cli.output.OutputOptions;
import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.UserError;
import dev.fer.common.AtomicFiles;
import dev.fer.common.Seeds;
import dev.fer.data.FerDataset;
import dev.fer.data.augment.Augmenter;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.models.train.TrainingSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fer data augment}. */
@Command(
        name = "augment",
        description = "Show what a search's augmentation makes of faces, and how fast.",
        footer = {
            "%nExample: fer data augment fer2013.zip --html augmented.html"
                    + " --set rotation=120 --set width_shift=0.4 --set horizontal_flip=true"
        })
final class AugmentCommand implements Callable<Integer> {
    private static final String GROUP = "augmentation.";
    private static final int TIMED_IMAGES = 5000;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Parameters(paramLabel = "PATH", description = "A CSV, a folder or a zip.")
    private Path path = Path.of("");

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page of faces before and after.")
    private @Nullable Path html;

    @Option(names = "--search", paramLabel = "FILE", description = "Take 'training' of this search file.")
    private @Nullable Path search;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of training.augmentation, or normalization; comes before the file's.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(names = "--seed", defaultValue = "1", description = "What the changes are drawn from (default: 1).")
    private long seed = 1;

    @Override
    public Integer call() throws IOException {
        if (html != null) {
            Outputs.requireReplaceable(html, "augmented.html");
        }
        TrainingSettings settings = settings();
        try (FerDataset dataset = data.open(path)) {
            Faces faces = dataset.split(Split.TRAIN);
            if (faces.size() == 0) {
                throw new UserError(
                        "'" + path + "' has no training image", "augmentation changes training images only");
            }
            if (html != null) {
                String page = AugmentationPage.of(faces, settings, seed);
                AtomicFiles.write(html, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
            }
            Map<String, Object> facts = new LinkedHashMap<>(AugmentationPage.describe(settings));
            facts.put("images_per_second", Math.round(speed(faces, settings)));
            output.write(new Facts("setting", facts));
            return ExitCodes.OK;
        }
    }

    private TrainingSettings settings() {
        Map<String, Object> training = new LinkedHashMap<>();
        if (search != null) {
            training.putAll(SpaceCommand.read(search).training());
        }
        Map<String, String> named = new LinkedHashMap<>();
        values.forEach((name, text) -> named.put(isSetting(name) ? name : GROUP + name, text));
        training.putAll(ParameterValues.of(TrainingSettings.DECLARATIONS, named));
        return TrainingSettings.of(training);
    }

    private static boolean isSetting(String name) {
        return TrainingSettings.DECLARATIONS.stream()
                .anyMatch(declaration -> declaration.name().equals(name));
    }

    /** Returns how many images a second one thread augments, the second time over. */
    private static double speed(Faces faces, TrainingSettings settings) {
        Augmenter augmenter = new Augmenter(settings.augmentation(), Faces.SIDE);
        byte[] image = new byte[Faces.PIXELS];
        float[] target = new float[Faces.PIXELS];
        double seconds = 0;
        for (int pass = 0; pass < 2; pass++) {
            long start = System.nanoTime();
            for (int i = 0; i < TIMED_IMAGES; i++) {
                faces.copyPixels(i % faces.size(), image, 0);
                augmenter.apply(image, target, Seeds.derive(pass, "augment", i));
            }
            seconds = (System.nanoTime() - start) / 1e9;
        }
        return TIMED_IMAGES / seconds;
    }
}
