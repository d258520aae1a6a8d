package dev.fer.report.data;

import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.run.Standings;
import dev.fer.search.store.StudyRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How far a study is and what it cost.
 *
 * @param states how many trials are in each state; states without a trial are missing
 * @param lastChange when anything last happened, as far as the store knows; of an unfinished trial, the end of the
 *     work that was spent on it
 * @param wallTime from the first start of a trial of its own, if it has any, to the last change, pauses included
 * @param computeTime the sum of the time spent on trials
 * @param steps how many steps (epochs) all trials ran
 * @param stepsSaved how many more the pruned and paused trials would have run to reach the longest complete trial's last step
 */
public record Progress(
        Map<TrialState, Integer> states,
        Instant lastChange,
        Duration wallTime,
        Duration computeTime,
        long steps,
        long stepsSaved) {

    /** Copies the counts. */
    public Progress {
        states = Collections.unmodifiableMap(new EnumMap<>(states));
    }

    static Progress of(StudyRecord study, List<Trial> trials, Map<Integer, List<Report>> reports) {
        Map<TrialState, Integer> states = new EnumMap<>(TrialState.class);
        trials.forEach(trial -> states.merge(trial.state(), 1, Integer::sum));
        Instant first = Sources.own(trials).stream()
                .flatMap(trial -> trial.started().stream())
                .min(Instant::compareTo)
                .orElse(study.created());
        Instant last =
                trials.stream().flatMap(Progress::times).max(Instant::compareTo).orElse(study.created());
        Duration compute = trials.stream().map(Trial::computeTime).reduce(Duration.ZERO, Duration::plus);
        int longest = trials.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .mapToInt(trial -> lastStep(trial, reports))
                .max()
                .orElse(0);
        long saved = trials.stream()
                .filter(trial -> trial.state() == TrialState.PRUNED || trial.state() == TrialState.PAUSED)
                .mapToLong(trial -> Math.max(0, longest - lastStep(trial, reports)))
                .sum();
        long steps = trials.stream()
                .filter(trial -> !trial.attributes().containsKey(Standings.DUPLICATE_OF))
                .mapToLong(trial -> lastStep(trial, reports))
                .sum();
        Duration wall = last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
        return new Progress(states, last, wall, compute, steps, saved);
    }

    private static Stream<Instant> times(Trial trial) {
        Stream<Instant> worked = trial.started().stream()
                .filter(start -> !trial.state().isFinished())
                .map(start -> start.plus(trial.computeTime()));
        Stream<Instant> known = Stream.concat(trial.started().stream(), trial.finished().stream());
        return Stream.concat(Stream.of(trial.created()), Stream.concat(known, worked));
    }

    private static int lastStep(Trial trial, Map<Integer, List<Report>> reports) {
        return reports.getOrDefault(trial.number(), List.of()).stream()
                .mapToInt(Report::step)
                .reduce(trial.lastStep(), Math::max);
    }

    /** Returns how many trials are in a state. */
    public int count(TrialState state) {
        return states.getOrDefault(state, 0);
    }

    /** Returns how many trials there are. */
    public int total() {
        return states.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns how many trials are to go on or to begin: all that are neither in their final state nor laid aside. */
    public int open() {
        return total() - finished() - count(TrialState.PAUSED);
    }

    /** Returns how many trials are in their final state. */
    public int finished() {
        return states.entrySet().stream()
                .filter(entry -> entry.getKey().isFinished())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
