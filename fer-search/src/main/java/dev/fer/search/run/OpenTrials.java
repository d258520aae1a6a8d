package dev.fer.search.run;

import dev.fer.search.Report;
import dev.fer.search.Trial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trials that this process was given and has not ended, with the clocks by which their reports are timed. */
final class OpenTrials {
    private final Map<Integer, Clock> clocks = new HashMap<>();

    private record Clock(long startNanos, double secondsBefore) {
        double seconds() {
            return secondsBefore + (System.nanoTime() - startNanos) / 1e9;
        }
    }

    /**
     * Starts a trial's clock, where an earlier attempt left off.
     *
     * @param reports of the earlier attempts
     */
    void add(Trial trial, List<Report> reports) {
        double last = reports.isEmpty() ? 0 : reports.get(reports.size() - 1).seconds();
        clocks.put(trial.number(), new Clock(System.nanoTime(), Double.isNaN(last) ? 0 : last));
    }

    /** Returns the time spent on a trial so far, in seconds; empty if it is not open here. */
    Optional<Double> seconds(int number) {
        return Optional.ofNullable(clocks.get(number)).map(Clock::seconds);
    }

    void remove(int number) {
        clocks.remove(number);
    }

    List<Integer> numbers() {
        return List.copyOf(clocks.keySet());
    }
}
