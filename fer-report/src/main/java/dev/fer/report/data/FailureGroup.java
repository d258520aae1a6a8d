package dev.fer.report.data;

import dev.fer.search.FailureReason;
import dev.fer.search.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trials that failed alike: for the same reason and with the same message, numbers in it apart.
 *
 * @param message of the first of them
 * @param trace of the first of them, possibly empty
 * @param trials their numbers, rising
 */
public record FailureGroup(FailureReason reason, String message, String trace, List<Integer> trials) {
    private record Likeness(FailureReason reason, String message) {}

    /** Copies the numbers. */
    public FailureGroup {
        trials = List.copyOf(trials);
    }

    static List<FailureGroup> of(List<Trial> trials) {
        Map<Likeness, List<Trial>> groups = new LinkedHashMap<>();
        for (Trial trial : trials) {
            trial.failure().ifPresent(failure -> {
                Likeness likeness =
                        new Likeness(failure.reason(), failure.message().replaceAll("[0-9]+", "#"));
                groups.computeIfAbsent(likeness, key -> new ArrayList<>()).add(trial);
            });
        }
        return groups.values().stream()
                .map(FailureGroup::group)
                .sorted(Comparator.comparingInt((FailureGroup group) -> -group.trials.size()))
                .toList();
    }

    private static FailureGroup group(List<Trial> alike) {
        Trial.Failure first = alike.get(0).failure().orElseThrow();
        return new FailureGroup(
                first.reason(),
                first.message(),
                first.trace(),
                alike.stream().map(Trial::number).toList());
    }
}
