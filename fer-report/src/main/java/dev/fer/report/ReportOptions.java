package dev.fer.report;

import dev.fer.report.data.Baseline;
import dev.fer.report.data.SampleImage;
import java.util.List;

/**
 * What a report shows beside what the store holds.
 *
 * @param baselines values of the goal worth beating, for instance what people reach
 * @param images samples of the data, embedded as they are; none unless somebody asked for them
 */
public record ReportOptions(List<Baseline> baselines, List<SampleImage> images) {
    /** Only what the store holds. */
    public static final ReportOptions DEFAULT = new ReportOptions(List.of(), List.of());

    /** Copies the lists. */
    public ReportOptions {
        baselines = List.copyOf(baselines);
        images = List.copyOf(images);
    }

    /** Returns these options with other baselines. */
    public ReportOptions withBaselines(List<Baseline> others) {
        return new ReportOptions(others, images);
    }

    /** Returns these options with other images. */
    public ReportOptions withImages(List<SampleImage> others) {
        return new ReportOptions(baselines, others);
    }
}
