package dev.fer.search.store;

import dev.fer.common.Seeds;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A study as the store in memory keeps it; one thread at a time. */
final class MemoryStudy {
    StudyRecord record;
    long revision;
    long stops;
    final List<MemoryTrial> trials = new ArrayList<>();
    final TreeMap<Long, MemoryTrial> byRevision = new TreeMap<>();
    final TreeSet<Integer> interrupted = new TreeSet<>();
    final TreeSet<Integer> queued = new TreeSet<>();

    MemoryStudy(StudyRecord record) {
        this.record = record;
    }

    MemoryTrial add(TrialState state) {
        return add(state, Seeds.derive(record.definition().seed(), "trial", trials.size()));
    }

    MemoryTrial add(TrialState state, long seed) {
        MemoryTrial trial = new MemoryTrial(trials.size(), state, seed);
        trials.add(trial);
        touch(trial);
        return trial;
    }

    void touch(MemoryTrial trial) {
        byRevision.remove(trial.revision);
        trial.revision = ++revision;
        byRevision.put(trial.revision, trial);
    }

    MemoryTrial running(int number) {
        Optional<MemoryTrial> trial = find(number);
        if (trial.isEmpty() || trial.get().state != TrialState.RUNNING) {
            throw new TrialStateException(number, trial.map(found -> found.state));
        }
        return trial.get();
    }

    Optional<MemoryTrial> find(int number) {
        return number >= 0 && number < trials.size() ? Optional.of(trials.get(number)) : Optional.empty();
    }

    List<Trial> snapshots() {
        return trials.stream().map(MemoryTrial::snapshot).toList();
    }
}
