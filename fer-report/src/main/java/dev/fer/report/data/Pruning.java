package dev.fer.report.data;

import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.pruner.Landmark;
import dev.fer.search.run.Study;
import dev.fer.search.store.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * At which steps trials were stopped early, and why.
 *
 * @param landmarks where the pruner decides, up to the last step of any trial
 * @param stops the steps at which trials were stopped or decided on, rising
 * @param reasons what was decided for a reason that is alike but for its numbers, the most frequent first
 */
public record Pruning(List<Landmark> landmarks, List<Stop> stops, List<Reason> reasons) {
    /** A number that differs between reasons alike; the rung's is part of the reason. */
    private static final Pattern NUMBER = Pattern.compile("(?<!rung )-?\\b[0-9]+(\\.[0-9]+)?(E-?[0-9]+)?");

    /**
     * What happened at a step.
     *
     * @param reached how many trials came as far
     * @param stopped how many were stopped for good at it
     * @param meaning of the step for the pruner; often empty
     */
    public record Stop(int step, int reached, int stopped, String meaning) {}

    /** What was decided about a trial. */
    public enum Verdict {
        /** It was pruned. */
        STOPPED,
        /** It was paused. */
        PAUSED,
        /** It went on after a pause. */
        WENT_ON
    }

    /**
     * Decisions alike.
     *
     * @param example the reason of the first of them, word for word
     * @param trials their numbers, rising
     */
    public record Reason(Verdict verdict, String example, List<Integer> trials) {
        /** Copies the numbers. */
        public Reason {
            trials = List.copyOf(trials);
        }
    }

    /** Copies the lists. */
    public Pruning {
        landmarks = List.copyOf(landmarks);
        stops = List.copyOf(stops);
        reasons = List.copyOf(reasons);
    }

    static Pruning of(SearchDefinition definition, List<Trial> trials) {
        int last = trials.stream().mapToInt(Trial::lastStep).max().orElse(0);
        List<Landmark> landmarks = Landmark.of(definition, last);
        List<Reason> reasons = Stream.of(
                        reasons(Verdict.STOPPED, Outcome.PRUNED_BECAUSE, trials),
                        reasons(Verdict.PAUSED, Study.PAUSED_BECAUSE, trials),
                        reasons(Verdict.WENT_ON, Study.PROMOTED_BECAUSE, trials))
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt((Reason reason) -> -reason.trials.size()))
                .toList();
        return new Pruning(landmarks, stops(trials, landmarks), reasons);
    }

    private static List<Stop> stops(List<Trial> trials, List<Landmark> landmarks) {
        TreeMap<Integer, Integer> ended = counts(trials, trial -> true);
        TreeMap<Integer, Integer> stopped = counts(trials, trial -> trial.state() == TrialState.PRUNED);
        TreeMap<Integer, String> meanings = new TreeMap<>();
        landmarks.forEach(landmark -> meanings.put(landmark.epoch(), landmark.meaning()));
        TreeSet<Integer> steps = new TreeSet<>(stopped.keySet());
        steps.addAll(meanings.keySet());
        List<Stop> stops = new ArrayList<>();
        for (int step : steps) {
            int reached = ended.tailMap(step, true).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            stops.add(new Stop(step, reached, stopped.getOrDefault(step, 0), meanings.getOrDefault(step, "")));
        }
        return stops;
    }

    /** How many trials ended at each step, of those that reported any. */
    private static TreeMap<Integer, Integer> counts(List<Trial> trials, Predicate<Trial> which) {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        trials.stream()
                .filter(trial -> trial.lastStep() > 0)
                .filter(which)
                .forEach(trial -> counts.merge(trial.lastStep(), 1, Integer::sum));
        return counts;
    }

    private static List<Reason> reasons(Verdict verdict, String attribute, List<Trial> trials) {
        Map<String, List<Trial>> alike = new LinkedHashMap<>();
        for (Trial trial : trials) {
            Optional.ofNullable(trial.attributes().get(attribute))
                    .filter(text -> !text.isBlank())
                    .ifPresent(text -> alike.computeIfAbsent(
                                    NUMBER.matcher(text).replaceAll("#"), key -> new ArrayList<>())
                            .add(trial));
        }
        return alike.values().stream()
                .map(group -> new Reason(
                        verdict,
                        group.get(0).attributes().getOrDefault(attribute, ""),
                        group.stream().map(Trial::number).toList()))
                .toList();
    }

    /** Returns how many trials were stopped for good. */
    public int stopped() {
        return stops.stream().mapToInt(Stop::stopped).sum();
    }

    /** Tells whether anything was decided or could have been, so that there is something to show. */
    public boolean isEmpty() {
        return stopped() == 0 && reasons.isEmpty();
    }
}
