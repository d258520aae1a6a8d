package dev.fer.cli.command;

import dev.fer.cli.output.AugmentationPage;
import dev.fer.cli.output.AugmentedFace;
import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.UserError;
import dev.fer.common.FerException;
import dev.fer.data.FerDataset;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.inspect.Samples;
import dev.fer.models.train.Trainer;
import dev.fer.models.train.TrainingSettings;
import dev.fer.report.ReportOptions;
import dev.fer.report.data.Baseline;
import dev.fer.report.data.ClassCounts;
import dev.fer.report.data.Evaluation;
import dev.fer.report.data.References;
import dev.fer.report.data.SampleImage;
import dev.fer.report.data.StudyData;
import dev.fer.report.data.StudyPictures;
import dev.fer.report.text.Numbers;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a report of faces shows beside its store. Where the images are FER2013's: how well people do, and what a course
 * report reached. Where images are asked for: samples, what augmentation does, and what the best trial mistook.
 *
 * @param data how the faces are read
 * @param moved where they lie, if not where the study found them
 * @param images of each emotion; 0 for none
 * @param references results to set beside the trials; empty for the course report's, where the images are FER2013's
 * @param warnings is told why images that were asked for are missing
 */
record FaceReport(
        DataOptions data, Optional<Path> moved, int images, Optional<Path> references, Consumer<String> warnings) {
    private static final Map<String, Long> FER2013 = Map.of(
            "angry", 3995L,
            "disgust", 436L,
            "fear", 4097L,
            "happy", 7215L,
            "sad", 4830L,
            "surprise", 3171L,
            "neutral", 4965L);
    /** People's accuracy on FER2013: 65 +- 5 % (Goodfellow et al. 2013, section 3.2). */
    private static final Baseline PEOPLE = new Baseline("people", "validation.accuracy", 0.65);

    private static final long SEED = 1;
    private static final int CHANGES = 7;

    /** Returns the options for some studies of a store, all of them if none is named. */
    ReportOptions options(TrialStore store, List<String> studies) {
        List<StudyRecord> shown = store.studies().stream()
                .filter(study -> studies.isEmpty() || studies.contains(study.name()))
                .toList();
        ReportOptions options = ReportOptions.DEFAULT;
        if (shown.stream().anyMatch(FaceReport::isFer2013)) {
            options = options.withBaselines(List.of(PEOPLE)).withReferences(courseReport());
        }
        if (references.isPresent()) {
            options = options.withReferences(read(references.get()));
        }
        return images > 0 ? options.withImages(samples(shown)).withPictures(this::pictures) : options;
    }

    private static boolean isFer2013(StudyRecord study) {
        return ClassCounts.of(study.provenance())
                .filter(counts -> FER2013.equals(counts.splits().get(Split.TRAIN.label())))
                .isPresent();
    }

    private static References courseReport() {
        try (InputStream in = Objects.requireNonNull(FaceReport.class.getResourceAsStream("fer2013-report.json"))) {
            return References.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static References read(Path file) {
        try {
            return References.parse(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(
                    "cannot read the results in " + file + ": " + e.getMessage(),
                    "see fer-report/README.md for the form that such a file has",
                    ExitCodes.USAGE);
        }
    }

    /** Samples of the first study's faces that can be read. */
    private List<SampleImage> samples(List<StudyRecord> studies) {
        for (StudyRecord study : studies) {
            if (study.dataSource().isEmpty()) {
                continue;
            }
            try (FerDataset dataset = open(study)) {
                Faces train = dataset.split(Split.TRAIN);
                List<SampleImage> samples = new ArrayList<>();
                Samples.of(train, images, SEED)
                        .forEach((emotion, numbers) -> numbers.forEach(
                                number -> samples.add(new SampleImage(emotion.label(), train.toPng(number)))));
                return samples;
            } catch (FerException e) {
                // Another study may know where they are; why this one's are missing is said beside it.
            }
        }
        return List.of();
    }

    private StudyPictures pictures(StudyData study) {
        if (study.study().dataSource().isEmpty()) {
            return StudyPictures.NONE;
        }
        try (FerDataset dataset = open(study.study())) {
            TrainingSettings settings =
                    TrainingSettings.of(study.study().definition().training());
            Trainer trainer = new Trainer(dataset, settings);
            return new StudyPictures(
                    augmented(trainer, settings, study.study().definition().seed()),
                    describe(settings),
                    study.evaluation()
                            .map(evaluation -> misread(trainer.validationImages(), evaluation))
                            .orElse(Map.of()),
                    Optional.empty());
        } catch (FerException e) {
            warnings.accept("warning: study '" + study.name() + "' is shown without images: " + e.getMessage());
            return StudyPictures.missing("Images were asked for, but the faces that this study saw were not found where"
                    + " this report was written; name the place with --data.");
        }
    }

    private FerDataset open(StudyRecord study) {
        Path source = moved.orElseGet(() -> Path.of(study.dataSource().orElseThrow()));
        FerDataset dataset = data.of(study).open(source);
        String before = study.dataFingerprint().orElse(dataset.fingerprint());
        if (!before.equals(dataset.fingerprint())) {
            dataset.close();
            throw new UserError(
                    "the faces in " + source + " are not those that it saw", "name the place of those with --data");
        }
        return dataset;
    }

    private static List<StudyPictures.Augmented> augmented(Trainer trainer, TrainingSettings settings, long seed) {
        if (settings.augmentation().isNone()) {
            return List.of();
        }
        return AugmentedFace.of(trainer.trainingImages(), settings, 1, CHANGES, seed).stream()
                .map(face -> new StudyPictures.Augmented(
                        image(face.emotion(), face.before()),
                        face.after().stream()
                                .map(png -> image(face.emotion(), png))
                                .toList()))
                .toList();
    }

    /** Says what is set: rotation 25, horizontal flip. */
    private static String describe(TrainingSettings settings) {
        List<String> words = new ArrayList<>();
        AugmentationPage.describe(settings).forEach((name, value) -> {
            String word = name.substring(name.indexOf('.') + 1).replace('_', ' ');
            words.add(
                    value instanceof Boolean
                            ? word
                            : word + " " + (value instanceof Double number ? Numbers.value(number) : value));
        });
        return String.join(", ", words);
    }

    private static Map<Integer, SampleImage> misread(Faces validation, Evaluation evaluation) {
        Map<Integer, SampleImage> images = new HashMap<>();
        for (Evaluation.Misread found : evaluation.misread()) {
            String label = evaluation.classes().get(found.label());
            if (found.index() < validation.size()
                    && validation.emotion(found.index()).label().equals(label)) {
                images.put(found.index(), new SampleImage(label, validation.toPng(found.index())));
            }
        }
        return images;
    }

    private static SampleImage image(Emotion emotion, byte[] png) {
        return new SampleImage(emotion.label(), png);
    }
}
