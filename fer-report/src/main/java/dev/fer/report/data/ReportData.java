package dev.fer.report.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that one report shows: one study, or several and their comparison. Immutable and thread-safe.
 *
 * @param studies in the order in which they are shown, at least one
 * @param comparison present if and only if there are several studies
 * @param baselines values worth beating
 * @param images samples of the data, in the order in which they are shown
 * @param references results from elsewhere beside the trials that make them real
 * @param pictures of each study's data, by the study's name; studies without any may be missing
 * @param store the name of the store's file, for the commands that the report tells; empty if it has none
 */
public record ReportData(
        List<StudyData> studies,
        Optional<Comparison> comparison,
        List<Baseline> baselines,
        List<SampleImage> images,
        Optional<ReferenceTable> references,
        Map<String, StudyPictures> pictures,
        Optional<String> store) {
    /** Copies the collections. */
    public ReportData {
        studies = List.copyOf(studies);
        baselines = List.copyOf(baselines);
        images = List.copyOf(images);
        pictures = Map.copyOf(pictures);
        if (studies.isEmpty()) {
            throw new IllegalArgumentException("a report needs at least one study");
        }
    }

    /** Creates the report of some studies and nothing from elsewhere; several are compared. */
    public static ReportData of(List<StudyData> studies, List<Baseline> baselines, List<SampleImage> images) {
        Optional<Comparison> comparison = studies.size() < 2 ? Optional.empty() : Optional.of(Comparison.of(studies));
        return new ReportData(studies, comparison, baselines, images, Optional.empty(), Map.of(), Optional.empty());
    }

    /** Returns this report with results from elsewhere and pictures. */
    public ReportData with(Optional<ReferenceTable> otherReferences, Map<String, StudyPictures> otherPictures) {
        return new ReportData(studies, comparison, baselines, images, otherReferences, otherPictures, store);
    }

    /** Returns this report as one of a store's file. */
    public ReportData withStore(String name) {
        return new ReportData(studies, comparison, baselines, images, references, pictures, Optional.of(name));
    }

    /** Returns the pictures of a study's data. */
    public StudyPictures pictures(StudyData study) {
        return pictures.getOrDefault(study.name(), StudyPictures.NONE);
    }

    /** Returns the baselines of a study's goal, the majority class's accuracy first where it is known. */
    public List<Baseline> baselines(StudyData study) {
        String metric = study.goal().metric();
        Stream<Baseline> majority =
                study.majority().stream().mapToObj(value -> new Baseline("majority class", metric, value));
        Stream<Baseline> given =
                baselines.stream().filter(baseline -> baseline.metric().equals(metric));
        return Stream.concat(majority, given).toList();
    }
}
