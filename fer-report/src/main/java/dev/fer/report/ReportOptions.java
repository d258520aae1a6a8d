package dev.fer.report;

import dev.fer.report.data.Baseline;
import dev.fer.report.data.References;
import dev.fer.report.data.SampleImage;
import dev.fer.report.data.StudyData;
import dev.fer.report.data.StudyPictures;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a report shows beside what the store holds.
 *
 * @param baselines values of the goal worth beating, for instance what people reach
 * @param images samples of the data, embedded as they are; none unless somebody asked for them
 * @param references results from elsewhere to set beside the trials that make them real
 * @param pictures gives, for a study as it is shown, pictures of its own data: what augmentation does, and the samples
 *     whose {@linkplain dev.fer.report.data.Evaluation.Misread#index() indices} its evaluation names
 */
public record ReportOptions(
        List<Baseline> baselines,
        List<SampleImage> images,
        Optional<References> references,
        Function<StudyData, StudyPictures> pictures) {
    /** Only what the store holds. */
    public static final ReportOptions DEFAULT =
            new ReportOptions(List.of(), List.of(), Optional.empty(), study -> StudyPictures.NONE);

    /** Copies the lists. */
    public ReportOptions {
        baselines = List.copyOf(baselines);
        images = List.copyOf(images);
    }

    /** Returns these options with other baselines. */
    public ReportOptions withBaselines(List<Baseline> others) {
        return new ReportOptions(others, images, references, pictures);
    }

    /** Returns these options with other images. */
    public ReportOptions withImages(List<SampleImage> others) {
        return new ReportOptions(baselines, others, references, pictures);
    }

    /** Returns these options with other references. */
    public ReportOptions withReferences(References others) {
        return new ReportOptions(baselines, images, Optional.of(others), pictures);
    }

    /** Returns these options with other pictures. */
    public ReportOptions withPictures(Function<StudyData, StudyPictures> others) {
        return new ReportOptions(baselines, images, references, others);
    }
}
