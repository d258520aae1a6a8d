package dev.fer.search.run;

import dev.fer.search.History;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What each trial may know when several run at once and nothing is to depend on their speed: the results of those that
 * are so many numbers behind as there are workers, and the bare configurations of those in between. One thread at a
 * time.
 *
 * <p>The price is waiting: a trial starts only when the one so far behind it has ended.
 */
final class OrderedHistory {
    private final TrialStore store;
    private final StudyRecord study;
    private final int lag;
    private final TreeMap<Integer, History> judged = new TreeMap<>();
    private History history;
    private Standings standings;
    private int started;
    private int ended;

    /** @param lag how many trials run at once */
    OrderedHistory(TrialStore store, StudyRecord study, int lag) {
        this.store = store;
        this.study = study;
        this.lag = lag;
        this.history = empty(study.definition());
        this.standings = new Standings(study.definition());
    }

    private static History empty(SearchDefinition definition) {
        return new History(definition.space(), definition.goals(), definition.pruningGoal());
    }

    /**
     * Tells whether all trials have ended whose results a trial is to know, and all before it have their configurations. One
     * that was laid aside before a change of the search goes on when all else is done: nothing waits for it.
     */
    boolean isReady(int number) {
        for (int begun = started; begun < number; begun++) {
            Trial trial = trial(begun);
            if (!trial.state().isFinished() && configuration(trial).isEmpty()) {
                return false;
            }
        }
        for (int known = ended; known <= number - lag; known++) {
            TrialState state = trial(known).state();
            if (!state.isFinished() && state != TrialState.PAUSED) {
                return false;
            }
        }
        return true;
    }

    private Trial trial(int number) {
        return store.trial(study.id(), number).orElseThrow();
    }

    /** Returns what a trial is to know when it is suggested; it must be {@linkplain #isReady ready}. */
    History before(int number) {
        if (number < started) {
            history = empty(study.definition());
            standings = new Standings(study.definition());
            started = 0;
            ended = 0;
        }
        for (; started < number; started++) {
            start(trial(started));
        }
        for (; ended <= number - lag; ended++) {
            end(trial(ended));
        }
        return history;
    }

    private void start(Trial trial) {
        configuration(trial).ifPresent(found -> {
            history.start(trial.number(), found);
            standings.started(trial);
        });
    }

    /** Another process may have yet to complete it. */
    private Optional<Configuration> configuration(Trial trial) {
        return trial.configuration()
                .filter(found -> history.space().problems(found).isEmpty());
    }

    private void end(Trial trial) {
        int number = trial.number();
        if (trial.state().isFinished() && history.active(number).isPresent()) {
            store.reports(study.id(), number)
                    .forEach(report -> history.report(number, report.step(), report.metrics()));
            history.finish(number, trial.state(), trial.metrics());
            standings.ended(trial);
        }
    }

    /** Returns how the configurations compare that the last call of {@link #before} knew. */
    Standings standings() {
        return standings;
    }

    /** Returns what a running trial is judged by: what it knew when it was suggested, and its own reports. */
    History judging(int number) {
        judged.headMap(ended).clear();
        return judged.computeIfAbsent(number, this::knownTo);
    }

    private History knownTo(int number) {
        if (ended <= number - lag) {
            before(number);
        }
        List<History.Finished> finished = history.finished();
        int count = 0;
        while (count < finished.size() && finished.get(count).number() <= number - lag) {
            count++;
        }
        History known = history.prefix(count);
        known.start(number, trial(number).configuration().orElseThrow());
        store.reports(study.id(), number).forEach(report -> known.report(number, report.step(), report.metrics()));
        return known;
    }

    /** Takes in a report of a running trial, which the store has already. */
    void reported(int number, Report report) {
        History known = judged.get(number);
        if (known != null) {
            known.report(number, report.step(), report.metrics());
        }
    }
}
