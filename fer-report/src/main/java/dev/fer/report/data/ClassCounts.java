package dev.fer.report.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many samples of each class a data set has.
 *
 * @param splits counts by class, by split, both in the order in which they were recorded
 * @param duplicates how many of the samples are identical to others, if that was recorded
 */
public record ClassCounts(Map<String, Map<String, Long>> splits, Optional<DuplicateCounts> duplicates) {
    /** The study's provenance that holds {@code {"train": {"angry": 3995, ...}, "validation": {...}}}. */
    public static final String PROVENANCE = "data.counts";

    /** Copies the maps, keeping their order. */
    public ClassCounts {
        Map<String, Map<String, Long>> copy = new LinkedHashMap<>();
        splits.forEach((split, counts) -> copy.put(split, Collections.unmodifiableMap(new LinkedHashMap<>(counts))));
        splits = Collections.unmodifiableMap(copy);
    }

    /** Reads the counts that a study recorded, or empty if it recorded none that can be read. */
    public static Optional<ClassCounts> of(Map<String, String> provenance) {
        String text = provenance.get(PROVENANCE);
        if (text == null) {
            return Optional.empty();
        }
        try {
            Map<String, Map<String, Long>> splits = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> split :
                    JsonMapper.shared().readTree(text).properties()) {
                Map<String, Long> counts = new LinkedHashMap<>();
                split.getValue()
                        .properties()
                        .forEach(count ->
                                counts.put(count.getKey(), count.getValue().asLong(0)));
                if (!counts.isEmpty()) {
                    splits.put(split.getKey(), counts);
                }
            }
            return splits.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ClassCounts(splits, DuplicateCounts.of(provenance)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Returns the names of all classes. */
    public Set<String> classes() {
        Set<String> classes = new LinkedHashSet<>();
        splits.values().forEach(counts -> classes.addAll(counts.keySet()));
        return classes;
    }

    /** Returns how many samples of a class a split has, 0 for unknown names. */
    public long count(String split, String name) {
        return splits.getOrDefault(split, Map.of()).getOrDefault(name, 0L);
    }

    /** Returns how many samples a split has. */
    public long total(String split) {
        return splits.getOrDefault(split, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Returns the share of a split's most frequent class; empty for a split without samples. */
    public OptionalDouble majority(String split) {
        long total = total(split);
        long most = splits.getOrDefault(split, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return total == 0 ? OptionalDouble.empty() : OptionalDouble.of(most / (double) total);
    }
}
