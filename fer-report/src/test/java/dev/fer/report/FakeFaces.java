package dev.fer.report;

import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.data.Baseline;
import dev.fer.report.data.DuplicateCounts;
import dev.fer.report.data.Evaluation;
import dev.fer.report.data.ReferenceTable;
import dev.fer.report.data.References;
import dev.fer.report.data.ReportData;
import dev.fer.report.data.SampleImage;
import dev.fer.report.data.StudyData;
import dev.fer.report.data.StudyPictures;
import dev.fer.report.data.StudyPictures.Augmented;
import dev.fer.search.Trial;
import dev.fer.search.store.StudyRecord;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Studies of faces with all that this field adds: duplicates, mistakes, pictures, results from elsewhere. */
public final class FakeFaces {
    public static final String DUPLICATES = """
            {"groups":1516,"samples":3253,"conflicting":57,"across":[
            {"splits":["train","validation"],"groups":253},{"splits":["train","test"],"groups":261},
            {"splits":["validation","test"],"groups":26},{"splits":["train","validation","test"],"groups":17}],
            "seen":{"validation":291,"test":303}}""";
    private static final String REFERENCES = """
            {"source": "a course report", "samples": {"validation": 3589}, "rows": [
              {"name": "CNN 1", "description": "two convolutions", "metrics": {"train.accuracy": 0.7568,
               "validation.accuracy": 0.5704, "test.accuracy": 0.5502}, "parameters": 593383, "steps": 300,
               "seconds": 1509, "model": "cnn", "values": {"num_layers": 2}},
              {"name": "CNN 3", "description": "four convolutions, after a few epochs", "metrics":
               {"train.accuracy": 0.377, "validation.accuracy": 0.3147}, "parameters": 109677, "steps": 5,
               "seconds": 275, "model": "cnn", "values": {"num_layers": 4, "batch_size": 256}},
              {"name": "VGG16", "metrics": {"validation.accuracy": 0.4898}, "model": "transfer", "values": {}}]}""";
    private static final int[] SUPPORT = {467, 56, 496, 895, 653, 415, 607};
    private static final int SIDE = 48;

    private FakeFaces() {}

    /** A search over faces whose trials tell their size and what they mistook. */
    public static Fake cnn(String name, int trials, long seed) {
        Fake fake = FakeStudies.cnn(name, trials, seed);
        List<Trial> told = fake.trials().stream().map(FakeFaces::told).toList();
        Map<String, String> provenance = new TreeMap<>(fake.study().provenance());
        provenance.put(DuplicateCounts.PROVENANCE, DUPLICATES);
        return new Fake(withProvenance(fake.study(), provenance), told, fake.reports());
    }

    private static Trial told(Trial trial) {
        Map<String, String> attributes = new TreeMap<>(trial.attributes());
        trial.configuration()
                .ifPresent(found -> attributes.put(
                        "parameters",
                        Long.toString(found.getLong("num_filters")
                                * found.getLong("num_layers")
                                * found.getLong("num_neurons")
                                * 27)));
        attributes.computeIfPresent(Evaluation.ATTRIBUTE, (key, text) -> withMistakes(complete(text)));
        return trial.configured(trial.configuration().orElseThrow(), attributes);
    }

    /** Fills each row up to the number of images that FER2013's validation split has of the class. */
    private static String complete(String evaluation) {
        ObjectNode root = (ObjectNode) JsonMapper.shared().readTree(evaluation);
        for (int row = 0; row < SUPPORT.length; row++) {
            ArrayNode cells = (ArrayNode) root.path("confusion").get(row);
            int counted = 0;
            for (JsonNode cell : cells) {
                counted += cell.asInt();
            }
            int other = row == 4 ? 6 : 4;
            cells.set(other, cells.get(other).asInt() + SUPPORT[row] - counted);
        }
        return root.toString();
    }

    /** Adds areas, a calibration error and mistakes to an evaluation of seven classes. */
    public static String withMistakes(String evaluation) {
        List<Integer> index = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<Integer> answers = new ArrayList<>();
        List<Double> probabilities = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            index.add(17 * i);
            labels.add(i / 3);
            answers.add((i / 3 + 1 + i % 3) % 7);
            probabilities.add(0.99 - 0.01 * i);
        }
        return evaluation.substring(0, evaluation.length() - 1)
                + ",\"roc_auc\":[0.85,0.91,0.78,0.96,0.8,0.95,0.88],\"calibration_error\":0.062,\"misread\":{\"index\":"
                + index + ",\"true\":" + labels + ",\"predicted\":" + answers + ",\"probability\":" + probabilities
                + "}}";
    }

    public static StudyRecord withProvenance(StudyRecord study, Map<String, String> provenance) {
        return new StudyRecord(study.id(), study.definition(), study.version(), provenance, study.created());
    }

    public static References references() {
        return References.parse(REFERENCES);
    }

    /** Drawn faces in place of all that a study's evaluation names, and their changes. */
    public static StudyPictures pictures(StudyData study) {
        Map<Integer, SampleImage> judged = new HashMap<>();
        study.evaluation()
                .ifPresent(evaluation -> evaluation
                        .misread()
                        .forEach(found -> judged.put(
                                found.index(),
                                face(evaluation.classes().get(found.label()), found.label(), found.index()))));
        List<Augmented> augmented = study.evaluation().map(Evaluation::classes).orElse(List.of()).stream()
                .map(name -> {
                    int label = study.evaluation().orElseThrow().classes().indexOf(name);
                    return new Augmented(
                            face(name, label, 0),
                            IntStream.rangeClosed(1, 8)
                                    .mapToObj(turn -> face(name, label, 40 * turn))
                                    .toList());
                })
                .toList();
        return new StudyPictures(augmented, "rotation 120, width shift 0.4", judged, Optional.empty());
    }

    /** The report of some studies, with or without their pictures. */
    public static ReportData report(boolean withPictures, Fake... fakes) {
        ReferenceTable.Builder references = new ReferenceTable.Builder(references(), List.of());
        List<StudyData> studies = new ArrayList<>();
        Map<String, StudyPictures> pictures = new HashMap<>();
        for (Fake fake : fakes) {
            StudyData study = fake.data();
            studies.add(study);
            references.add(study, number -> fake.reports().getOrDefault(number, List.of()));
            pictures.put(study.name(), withPictures ? pictures(study) : StudyPictures.NONE);
        }
        return ReportData.of(studies, List.of(new Baseline("people", "validation.accuracy", 0.65)), List.of())
                .with(references.build(), pictures);
    }

    private static SampleImage face(String group, int label, int turn) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(60, 60, 60));
        g.fillRect(0, 0, SIDE, SIDE);
        g.rotate(Math.toRadians(turn % 60 - 30), SIDE / 2.0, SIDE / 2.0);
        g.setColor(new Color(190, 190, 190));
        g.fillOval(8, 4, 32, 40);
        g.setColor(new Color(40, 40, 40));
        g.fillOval(16, 16, 5, 4 + label % 3);
        g.fillOval(27, 16, 5, 4 + label % 3);
        g.drawArc(16, 24 + label, 16, 10, label % 2 == 0 ? 180 : 0, 180);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SampleImage(group, out.toByteArray());
    }
}
