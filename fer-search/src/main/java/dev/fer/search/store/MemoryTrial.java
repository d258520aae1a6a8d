package dev.fer.search.store;

import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A trial as the store in memory keeps and changes it; one thread at a time. */
final class MemoryTrial {
    final int number;
    final Map<String, String> attributes = new HashMap<>();
    final TreeMap<Integer, Report> reports = new TreeMap<>();
    TrialState state;
    Optional<Configuration> configuration = Optional.empty();
    long revision;

    private final long seed;
    private final Instant created = Instant.now();
    private Map<String, Double> metrics = Map.of();
    private Optional<Trial.Failure> failure = Optional.empty();
    private int attempts;
    private Optional<String> worker = Optional.empty();
    private Optional<Instant> started = Optional.empty();
    private Optional<Instant> resumed = Optional.empty();
    private long resumedNanos;
    private Optional<Instant> finished = Optional.empty();
    private Duration computed = Duration.ZERO;

    MemoryTrial(int number, TrialState state, long seed) {
        this.number = number;
        this.state = state;
        this.seed = seed;
    }

    void start(Owner owner) {
        state = TrialState.RUNNING;
        attempts++;
        worker = Optional.of(owner.label());
        resumed = Optional.of(Instant.now());
        resumedNanos = System.nanoTime();
        started = started.or(() -> resumed);
    }

    void report(Report report) {
        reports.tailMap(report.step(), true).clear();
        reports.put(report.step(), report);
    }

    void finish(Outcome outcome) {
        if (outcome instanceof Outcome.Complete complete) {
            metrics = Map.copyOf(complete.metrics());
        } else if (outcome instanceof Outcome.Pruned pruned) {
            attributes.put(Outcome.PRUNED_BECAUSE, pruned.reason());
        } else if (outcome instanceof Outcome.Failed failed) {
            failure = Optional.of(failed.failure());
        }
        stop(outcome.state());
        finished = Optional.of(Instant.now());
    }

    void stop(TrialState next) {
        state = next;
        computed = computed.plusNanos(System.nanoTime() - resumedNanos);
    }

    /** Takes over what is known of a finished trial. */
    void fill(Trial trial, List<Report> known) {
        configuration = trial.configuration();
        attributes.putAll(trial.attributes());
        known.forEach(this::report);
        metrics = trial.metrics();
        failure = trial.failure();
        attempts = trial.attempts();
        started = trial.started();
        resumed = trial.resumed();
        finished = trial.finished().or(() -> Optional.of(created));
        computed = trial.computeTime();
    }

    Trial snapshot() {
        return new Trial(
                number,
                state,
                configuration,
                seed,
                state == TrialState.COMPLETE ? metrics : lastReported(),
                attributes,
                failure,
                reports.isEmpty() ? 0 : reports.lastKey(),
                attempts,
                worker,
                created,
                started,
                resumed,
                finished,
                computed);
    }

    private Map<String, Double> lastReported() {
        if (reports.isEmpty()) {
            return Map.of();
        }
        Map<String, Double> finite =
                new HashMap<>(reports.lastEntry().getValue().metrics());
        finite.values().removeIf(value -> !Double.isFinite(value));
        return finite;
    }
}
