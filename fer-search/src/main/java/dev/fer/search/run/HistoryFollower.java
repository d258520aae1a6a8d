package dev.fer.search.run;

import dev.fer.search.History;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps a history in step with the store, by what changed since the last look. The order of finished trials is the
 * order in which the store saw them end, so that a history that was followed and one that is built anew on
 * resuming are the same. One thread at a time. What it knows
 * are the trials that had ended when it was asked.
 */
final class HistoryFollower {
    private final TrialStore store;
    private final long study;
    private final History history;
    private final Standings standings;
    private final Map<Integer, Integer> knownSteps = new HashMap<>();
    private long revision;
    private long epochs;
    private int longest;
    private int failures;

    HistoryFollower(TrialStore store, StudyRecord study) {
        this.store = store;
        this.study = study.id();
        SearchDefinition definition = study.definition();
        this.history = new History(definition.space(), definition.goals(), definition.pruningGoal());
        this.standings = new Standings(definition);
    }

    /**
     * Takes in what happened since the last call and returns the history, always the same object. All is read before any of
     * it is taken in: a store that fails on the way leaves nothing to be taken in twice.
     */
    History catchUp() {
        TrialStore.Changes changes = store.changesSince(study, revision);
        Map<Integer, List<Report>> reports = reports(changes.trials());
        for (Trial trial : changes.trials()) {
            take(trial, reports);
        }
        revision = changes.revision();
        return history;
    }

    /** Reads what trials have reported that is not known yet. */
    private Map<Integer, List<Report>> reports(List<Trial> changed) {
        if (revision == 0) {
            return changed.isEmpty() ? Map.of() : store.reports(study);
        }
        List<Integer> unknown = changed.stream()
                .filter(trial -> isTried(trial) && knownSteps.getOrDefault(trial.number(), 0) != trial.lastStep())
                .map(Trial::number)
                .toList();
        return unknown.isEmpty() ? Map.of() : store.reports(study, unknown);
    }

    private void take(Trial trial, Map<Integer, List<Report>> reports) {
        if (trial.state() == TrialState.FAILED) {
            failures++;
        }
        if (!isTried(trial)) {
            return;
        }
        int number = trial.number();
        if (!knownSteps.containsKey(number)) {
            knownSteps.put(number, 0);
            standings.started(trial);
        }
        history.start(number, trial.configuration().orElseThrow());
        int known = knownSteps.getOrDefault(number, 0);
        if (known != trial.lastStep()) {
            reports.getOrDefault(number, List.of()).forEach(report -> reported(number, report));
            epochs -= Standings.isTakenOver(trial) ? knownSteps.getOrDefault(number, 0) - known : 0;
        }
        if (trial.state() == TrialState.PAUSED) {
            history.pause(number);
        } else if (trial.state().isFinished()) {
            finish(trial);
        }
    }

    /** A trial whose parameters are not complete yet was not tried; one that failed without them never will be. */
    private boolean isTried(Trial trial) {
        return trial.state() != TrialState.QUEUED
                && trial.configuration().isPresent()
                && (knownSteps.containsKey(trial.number())
                        || history.space().problems(trial.configuration().get()).isEmpty());
    }

    private void finish(Trial trial) {
        history.finish(trial.number(), trial.state(), trial.metrics());
        int steps = knownSteps.getOrDefault(trial.number(), 0);
        longest = trial.state() == TrialState.COMPLETE ? Math.max(longest, steps) : longest;
        knownSteps.remove(trial.number());
        standings.ended(trial);
    }

    /** Takes in a report that this process has just stored, without reading it again. */
    void reported(int number, Report report) {
        history.report(number, report.step(), report.metrics());
        epochs += report.step() - knownSteps.getOrDefault(number, 0);
        knownSteps.put(number, report.step());
    }

    /** Returns how the configurations compare. */
    Standings standings() {
        return standings;
    }

    /** Returns how many epochs all trials have reported. */
    long epochs() {
        return epochs;
    }

    /** Returns how many steps the longest complete trial has reported; 0 if none is complete. */
    int longest() {
        return longest;
    }

    /** Returns how many trials have failed. */
    int failures() {
        return failures;
    }
}
