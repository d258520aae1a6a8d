package dev.fer.search.run;

import dev.fer.search.History;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Keeps a history in step with the store, by what changed since the last look. The order of finished trials is the
 * order in which the store saw them end, so that a history that was followed and one that is built anew on
 * resuming are the same. One thread at a time.
 *
 * <p>Which trials a suggestion may see is decided here: those that had ended when it is made.
 */
final class HistoryFollower {
    private final TrialStore store;
    private final long study;
    private final History history;
    private final Map<Integer, Integer> knownSteps = new HashMap<>();
    private final Map<Configuration, Integer> valued = new HashMap<>();
    private final TreeSet<Ranked> ranking = new TreeSet<>();
    private long revision;
    private int failures;

    /** A complete trial's place among the others: by loss, then by number. */
    private record Ranked(double loss, int number) implements Comparable<Ranked> {
        @Override
        public int compareTo(Ranked other) {
            int byLoss = Double.compare(loss, other.loss);
            return byLoss != 0 ? byLoss : Integer.compare(number, other.number);
        }
    }

    HistoryFollower(TrialStore store, StudyRecord study) {
        this.store = store;
        this.study = study.id();
        SearchDefinition definition = study.definition();
        this.history = new History(definition.space(), definition.goals(), definition.pruningGoal());
    }

    /** Takes in what happened since the last call and returns the history, always the same object. */
    History catchUp() {
        TrialStore.Changes changes = store.changesSince(study, revision);
        Map<Integer, List<Report>> reports =
                revision == 0 && !changes.trials().isEmpty() ? store.reports(study) : Map.of();
        for (Trial trial : changes.trials()) {
            take(trial, reports);
        }
        revision = changes.revision();
        return history;
    }

    private void take(Trial trial, Map<Integer, List<Report>> reports) {
        if (trial.state() == TrialState.FAILED) {
            failures++;
        }
        if (!isTried(trial)) {
            return;
        }
        int number = trial.number();
        history.start(number, trial.configuration().orElseThrow());
        if (knownSteps.getOrDefault(number, 0) != trial.lastStep()) {
            List<Report> known = reports.containsKey(number) ? reports.get(number) : store.reports(study, number);
            known.forEach(report -> reported(number, report));
        }
        if (trial.state().isFinished()) {
            finish(trial);
        }
    }

    /** A trial whose parameters are not complete yet was not tried; one that failed without them never will be. */
    private boolean isTried(Trial trial) {
        boolean known = history.active(trial.number()).isPresent();
        return trial.state() != TrialState.QUEUED
                && trial.configuration().isPresent()
                && (known
                        || history.space().problems(trial.configuration().get()).isEmpty());
    }

    private void finish(Trial trial) {
        history.finish(trial.number(), trial.state(), trial.metrics());
        knownSteps.remove(trial.number());
        if (trial.state() != TrialState.FAILED) {
            valued.putIfAbsent(trial.configuration().orElseThrow(), trial.number());
        }
        if (trial.state() == TrialState.COMPLETE) {
            List<History.Finished> finished = history.finished();
            double loss = finished.get(finished.size() - 1).losses().get(0);
            ranking.add(new Ranked(loss, trial.number()));
        }
    }

    /** Takes in a report that this process has just stored, without reading it again. */
    void reported(int number, Report report) {
        history.report(number, report.step(), report.metrics());
        knownSteps.put(number, report.step());
    }

    /** Returns the trial that this configuration was complete or pruned in, if there is one. */
    Optional<Integer> twin(Configuration configuration) {
        return Optional.ofNullable(valued.get(configuration));
    }

    /** Returns the numbers of the best complete trials for the first goal, the best one first. */
    List<Integer> best(int count) {
        return ranking.stream().limit(count).map(Ranked::number).toList();
    }

    /** Returns how many trials have failed. */
    int failures() {
        return failures;
    }
}
