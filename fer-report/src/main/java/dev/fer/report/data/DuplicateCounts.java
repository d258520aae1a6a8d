package dev.fer.report.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many samples of a data set are identical to others, and what of it flatters a model.
 *
 * @param groups groups of two or more identical samples, over all splits
 * @param samples in these groups
 * @param conflicting groups whose samples carry different labels
 * @param across groups that stand in several splits, by exactly these splits
 * @param seen for each split that models are judged by, how many of its samples stand in training too
 */
public record DuplicateCounts(
        long groups, long samples, long conflicting, List<Crossing> across, Map<String, Long> seen) {
    /**
     * The study's provenance that holds {@code {"groups": 1516, "samples": 3200, "conflicting": 57, "across":
     * [{"splits": ["train", "validation"], "groups": 253}, ...], "seen": {"validation": 270}}}.
     */
    public static final String PROVENANCE = "data.duplicates";

    /**
     * Groups that stand in exactly these splits.
     *
     * @param splits at least two
     */
    public record Crossing(List<String> splits, long groups) {
        /** Copies the splits. */
        public Crossing {
            splits = List.copyOf(splits);
        }
    }

    /** Copies the collections, keeping their order. */
    public DuplicateCounts {
        across = List.copyOf(across);
        seen = Collections.unmodifiableMap(new LinkedHashMap<>(seen));
    }

    /** Reads the counts that a study recorded, or empty if it recorded none that can be read. */
    static Optional<DuplicateCounts> of(Map<String, String> provenance) {
        try {
            JsonNode root = JsonMapper.shared().readTree(provenance.getOrDefault(PROVENANCE, ""));
            if (!root.path("groups").isIntegralNumber()) {
                return Optional.empty();
            }
            List<Crossing> across = new ArrayList<>();
            for (JsonNode crossing : root.path("across")) {
                List<String> splits = new ArrayList<>();
                crossing.path("splits").forEach(split -> splits.add(split.asString("")));
                across.add(new Crossing(splits, crossing.path("groups").asLong(0)));
            }
            Map<String, Long> seen = new LinkedHashMap<>();
            root.path("seen")
                    .properties()
                    .forEach(split -> seen.put(split.getKey(), split.getValue().asLong(0)));
            return Optional.of(new DuplicateCounts(
                    root.path("groups").asLong(0),
                    root.path("samples").asLong(0),
                    root.path("conflicting").asLong(0),
                    across,
                    seen));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns what an accuracy is worth at least on the samples that training did not see: as if all that it saw had
     * been learned by heart, and been counted as right for that alone.
     *
     * @param accuracy of all samples of a split
     * @return empty if nothing of the split was seen, or not all of it was judged
     */
    public Optional<Proportion> unseen(String split, Proportion accuracy, long samples) {
        long known = seen.getOrDefault(split, 0L);
        if (known == 0 || known >= samples || accuracy.samples() != samples) {
            return Optional.empty();
        }
        double right = Math.max(0, accuracy.value() * samples - known);
        return Optional.of(Proportion.of(right / (samples - known), samples - known));
    }
}
