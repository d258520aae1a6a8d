package dev.fer.search.arbiter;

import dev.fer.search.Direction;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.jspecify.annotations.Nullable;

/** What became of each candidate, how many there are of each status, and which is the best. Thread-safe. */
final class CandidateBoard {
    private final Direction direction;
    private final Map<Integer, CandidateInfo> candidates = new TreeMap<>();
    private final Map<CandidateStatus, Integer> counts = new EnumMap<>(CandidateStatus.class);
    private @Nullable CandidateInfo best;

    CandidateBoard(Direction direction) {
        this.direction = direction;
    }

    /** Takes in the newest status of a candidate. */
    synchronized void put(CandidateInfo candidate) {
        CandidateInfo before = candidates.put(candidate.getIndex(), candidate);
        if (before != null) {
            counts.merge(before.getCandidateStatus(), -1, Integer::sum);
        }
        counts.merge(candidate.getCandidateStatus(), 1, Integer::sum);
        if (candidate.getCandidateStatus() == CandidateStatus.Complete
                && (best == null || direction.loss(candidate.getScore()) < direction.loss(best.getScore()))) {
            best = candidate;
        }
    }

    synchronized int count(CandidateStatus status) {
        return counts.getOrDefault(status, 0);
    }

    synchronized int size() {
        return candidates.size();
    }

    synchronized Optional<CandidateInfo> best() {
        return Optional.ofNullable(best);
    }

    synchronized List<CandidateInfo> all() {
        return List.copyOf(candidates.values());
    }
}
