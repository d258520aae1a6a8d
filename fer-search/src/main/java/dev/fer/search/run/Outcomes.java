package dev.fer.search.run;

import dev.fer.common.Suggestions;
import dev.fer.search.FailureReason;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.store.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the metrics that an objective returned mean for its trial. */
final class Outcomes {
    private Outcomes() {}

    /** Returns a complete outcome with the finite metrics, or a failed one if a goal has no finite value. */
    static Outcome of(Map<String, Double> metrics, List<Goal> goals) {
        Optional<Outcome> failed = goals.stream()
                .flatMap(goal -> problem(metrics, goal.metric()).stream())
                .findFirst();
        Map<String, Double> finite = new HashMap<>(metrics);
        finite.values().removeIf(value -> !Double.isFinite(value));
        return failed.orElseGet(() -> new Outcome.Complete(finite));
    }

    /** Returns the metrics that one value says, where there is one goal. */
    static Map<String, Double> only(double value, List<Goal> goals) {
        if (goals.size() > 1) {
            String names = goals.stream().map(Goal::metric).collect(Collectors.joining(", "));
            throw new IllegalArgumentException(
                    "one value is not enough for the goals " + names + ": tell a map with a value of each");
        }
        return Map.of(goals.get(0).metric(), value);
    }

    private static Optional<Outcome> problem(Map<String, Double> metrics, String goal) {
        Double value = metrics.get(goal);
        if (value == null) {
            List<String> found = metrics.keySet().stream().sorted().toList();
            String message = "the objective returned no metric '" + goal + "'" + Suggestions.didYouMean(goal, found)
                    + " (found: " + String.join(", ", found) + ")";
            return Optional.of(new Outcome.Failed(new Trial.Failure(FailureReason.ERROR, message, "")));
        }
        if (!Double.isFinite(value)) {
            String message = "the metric '" + goal + "' is " + value;
            return Optional.of(new Outcome.Failed(new Trial.Failure(FailureReason.NAN, message, "")));
        }
        return Optional.empty();
    }
}
