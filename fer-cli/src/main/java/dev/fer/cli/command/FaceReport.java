package dev.fer.cli.command;

import dev.fer.data.FerDataset;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.inspect.Samples;
import dev.fer.report.ReportOptions;
import dev.fer.report.data.Baseline;
import dev.fer.report.data.SampleImage;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a report of faces shows beside its store: how well people do, where the images are FER2013's, and samples.
 *
 * @param data how the faces are read
 * @param images of each emotion; 0 for none
 */
record FaceReport(DataOptions data, int images) {
    private static final String FER2013_TRAINING =
            "\"train\":{\"angry\":3995,\"disgust\":436,\"fear\":4097,\"happy\":7215,\"sad\":4830,"
                    + "\"surprise\":3171,\"neutral\":4965}";
    /** People's accuracy on FER2013: 65 +- 5 % (Goodfellow et al. 2013, section 3.2). */
    private static final Baseline PEOPLE = new Baseline("people", "validation.accuracy", 0.65);

    private static final long SEED = 1;

    /** Returns the options for some studies of a store, all of them if none is named. */
    ReportOptions options(TrialStore store, List<String> studies) {
        List<Map<String, String>> provenances = store.studies().stream()
                .filter(study -> studies.isEmpty() || studies.contains(study.name()))
                .map(StudyRecord::provenance)
                .toList();
        boolean fer2013 = provenances.stream()
                .anyMatch(facts -> facts.getOrDefault("data.counts", "").contains(FER2013_TRAINING));
        Optional<Path> source = provenances.stream()
                .flatMap(facts -> Optional.ofNullable(facts.get(SearchSession.SOURCE)).stream())
                .map(Path::of)
                .findFirst();
        ReportOptions options = ReportOptions.DEFAULT.withBaselines(fer2013 ? List.of(PEOPLE) : List.of());
        return images > 0 && source.isPresent() ? options.withImages(samples(source.get())) : options;
    }

    private List<SampleImage> samples(Path source) {
        List<SampleImage> samples = new ArrayList<>();
        try (FerDataset dataset = data.open(source)) {
            Faces train = dataset.split(Split.TRAIN);
            Map<Emotion, List<Integer>> chosen = Samples.of(train, images, SEED);
            chosen.forEach((emotion, numbers) ->
                    numbers.forEach(number -> samples.add(new SampleImage(emotion.label(), train.toPng(number)))));
        }
        return samples;
    }
}
