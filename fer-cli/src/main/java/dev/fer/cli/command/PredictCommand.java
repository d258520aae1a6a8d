package dev.fer.cli.command;

import dev.fer.cli.output.OutputOptions;
import dev.fer.cli.output.Rows;
import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.UserError;
import dev.fer.data.faces.Emotion;
import dev.fer.data.read.FaceImage;
import dev.fer.data.read.FaceImages;
import dev.fer.data.read.UnreadableImageException;
import dev.fer.models.model.Prediction;
import dev.fer.models.model.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fer predict}: what a model sees in images. */
@Command(
        name = "predict",
        description = "Tell the emotion in images of any size and colour, with probabilities. They are made 48x48 and"
                + " grey, and what that took is said. Finds no faces: an image should show one and little else.",
        footer = {"%nExample: fer predict good.fer me.jpg holiday-faces/"})
final class PredictCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Parameters(index = "0", paramLabel = "MODEL", description = "A file that 'fer train' wrote.")
    private Path file = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "IMAGE",
            description = "Images (PNG, JPEG, GIF, BMP, TIFF), or folders of such.")
    private List<Path> paths = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Inputs.requireThere(file);
        paths.forEach(Inputs::requireThere);
        List<Path> files = FaceImages.find(paths);
        if (files.isEmpty()) {
            throw new UserError(
                    "there is no image below " + paths.get(0), "name image files, or folders that hold some");
        }
        try (TrainedModel model = TrainedModel.load(file)) {
            List<FaceImage> faces = new ArrayList<>();
            for (Path image : files) {
                try {
                    faces.add(FaceImages.read(image));
                } catch (UnreadableImageException e) {
                    spec.commandLine().getErr().println("error: " + e.getMessage());
                }
            }
            List<Prediction> predictions =
                    model.predict(faces.stream().map(FaceImage::pixels).toList());
            output.write(rows(faces, predictions));
            return faces.size() == files.size() ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }

    private Rows rows(List<FaceImage> faces, List<Prediction> predictions) {
        List<String> columns = new ArrayList<>(List.of("image", "emotion", "probability"));
        columns.addAll(output.isNested() ? List.of("probabilities") : Emotion.labels());
        columns.add("converted");
        Rows.Builder rows = Rows.of(columns);
        for (int i = 0; i < faces.size(); i++) {
            Prediction prediction = predictions.get(i);
            List<Object> row = new ArrayList<>(
                    List.of(faces.get(i).source(), prediction.emotion().label(), prediction.probability()));
            List<String> conversions = faces.get(i).conversions();
            if (output.isNested()) {
                row.add(byLabel(prediction.probabilities()));
                row.add(conversions);
            } else {
                row.addAll(prediction.probabilities());
                row.add(String.join("; ", conversions));
            }
            rows.row(row);
        }
        return rows.build();
    }

    private static Map<String, Double> byLabel(List<Double> probabilities) {
        Map<String, Double> byLabel = new LinkedHashMap<>();
        for (Emotion emotion : Emotion.values()) {
            byLabel.put(emotion.label(), probabilities.get(emotion.number()));
        }
        return byLabel;
    }
}
