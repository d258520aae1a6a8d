package dev.fer.report.live;

import dev.fer.report.data.StudyData;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One study, kept in step with its store: only what changed since the last look is read. One thread at a time.
 */
final class StudyFollower {
    private final TrialStore store;
    private final long study;
    private final TreeMap<Integer, Trial> trials = new TreeMap<>();
    private final Map<Integer, List<Report>> reports = new HashMap<>();
    private Set<Integer> deserted = Set.of();
    private long revision;

    StudyFollower(TrialStore store, long study) {
        this.store = store;
        this.study = study;
    }

    /** Takes in what changed since the last call, and tells whether anything did. */
    boolean catchUp() {
        TrialStore.Changes changes = store.changesSince(study, revision);
        boolean vanished = dropVanished();
        for (Trial trial : changes.trials()) {
            trials.put(trial.number(), trial);
            reports.remove(trial.number());
        }
        boolean changed = vanished || changes.revision() != revision;
        revision = changes.revision();
        return noticeDeaths() || changed;
    }

    /** A process that dies writes nothing, so that its trials' change has no revision. */
    private boolean noticeDeaths() {
        Set<Integer> before = deserted;
        deserted = Set.copyOf(store.deserted(study));
        return !deserted.equals(before);
    }

    private Stream<Trial> current() {
        return trials.values().stream()
                .map(trial -> deserted.contains(trial.number()) ? trial.in(TrialState.INTERRUPTED) : trial);
    }

    /** The newest number, if it got no parameters, may be taken back, which counts as no change. */
    private boolean dropVanished() {
        if (trials.isEmpty()
                || trials.lastEntry().getValue().configuration().isPresent()
                || store.trial(study, trials.lastKey()).isPresent()) {
            return false;
        }
        trials.pollLastEntry();
        return true;
    }

    /** Returns how many trials are in a state. */
    int count(TrialState state) {
        return (int) current().filter(trial -> trial.state() == state).count();
    }

    /** Computes what is shown. */
    StudyData data(StudyRecord record) {
        return StudyData.of(record, current().toList(), this::reportsOf);
    }

    private Map<Integer, List<Report>> reportsOf(List<Integer> shown) {
        reports.keySet().retainAll(new HashSet<>(shown));
        List<Integer> unread =
                shown.stream().filter(number -> !reports.containsKey(number)).toList();
        Map<Integer, List<Report>> read = store.reports(study, unread);
        unread.forEach(number -> reports.put(number, read.getOrDefault(number, List.of())));
        return reports;
    }
}
