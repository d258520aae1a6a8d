package dev.fer.report.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pictures of the samples that a study was trained on and judged by; like {@link SampleImage}s only what the caller
 * gives.
 *
 * @param augmented samples before and after their random changes
 * @param augmentation what changes them, in words; blank if nothing does
 * @param judged samples that trials were judged by, by their {@linkplain Evaluation.Misread#index() index}
 * @param note why pictures that were asked for are missing, as a sentence
 */
public record StudyPictures(
        List<Augmented> augmented, String augmentation, Map<Integer, SampleImage> judged, Optional<String> note) {
    /** No pictures, and none asked for. */
    public static final StudyPictures NONE = new StudyPictures(List.of(), "", Map.of(), Optional.empty());

    /** Copies the collections. */
    public StudyPictures {
        augmented = List.copyOf(augmented);
        judged = Map.copyOf(judged);
    }

    /** Returns a sample that trials were judged by, if there is a picture of it. */
    public Optional<SampleImage> judged(int index) {
        return Optional.ofNullable(judged.get(index));
    }

    /** Returns no pictures, and why. */
    public static StudyPictures missing(String note) {
        return new StudyPictures(List.of(), "", Map.of(), Optional.of(note));
    }

    /**
     * A sample and what training may see in its place.
     *
     * @param before as it is, named by its class
     * @param after some of its random changes
     */
    public record Augmented(SampleImage before, List<SampleImage> after) {
        /** Copies the list. */
        public Augmented {
            after = List.copyOf(after);
        }
    }
}
