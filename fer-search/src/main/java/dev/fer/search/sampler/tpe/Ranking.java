package dev.fer.search.sampler.tpe;

import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.pareto.Hypervolume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The trials of a history that did not fail, from best to worst: complete ones, then pruned ones, those that came
 * farthest first. Keeps up incrementally; the same trials in the same order rank the same. One thread at a time.
 */
abstract sealed class Ranking {
    /** Complete trials by the first loss, then pruned ones, those that came farthest first. */
    static final Comparator<History.Finished> ORDER = Comparator.comparing(
                    (History.Finished trial) -> trial.state() == TrialState.PRUNED)
            .thenComparingInt(
                    trial -> trial.state() == TrialState.PRUNED ? -trial.curve().lastStep() : 0)
            .thenComparingDouble(trial -> trial.losses().get(0))
            .thenComparingInt(History.Finished::number);

    private final History history;

    private Ranking(History history) {
        this.history = history;
    }

    static Ranking of(History history) {
        return history.goals().size() == 1 ? new ByLoss(history) : new ByDominance(history);
    }

    /** Takes in the finished trial at an index, unless it failed. */
    final void add(int index) {
        if (trial(index).state() != TrialState.FAILED) {
            insert(index);
        }
    }

    final History.Finished trial(int index) {
        return history.finished().get(index);
    }

    abstract void insert(int index);

    /** Returns how many trials are ranked. */
    abstract int size();

    /** Returns the indexes of so many of the best trials, the best first. */
    abstract List<Integer> best(int count);

    /** Inserts a trial into a sorted list. */
    private void insert(int index, List<Integer> sorted) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ORDER.compare(trial(sorted.get(middle)), trial(index)) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        sorted.add(low, index);
    }

    /** The ranking for one goal: by loss. */
    private static final class ByLoss extends Ranking {
        private final List<Integer> ranked = new ArrayList<>();

        ByLoss(History history) {
            super(history);
        }

        @Override
        void insert(int index) {
            super.insert(index, ranked);
        }

        @Override
        int size() {
            return ranked.size();
        }

        @Override
        List<Integer> best(int count) {
            return ranked.subList(0, count);
        }
    }

    /**
     * The ranking for several goals (after Ozaki et al. 2022, multiobjective TPE): complete trials by the front they
     * are on. A front of which not all are wanted gives those that together cover most, chosen greedily by the
     * hypervolume that each adds.
     */
    private static final class ByDominance extends Ranking {
        private final Fronts fronts = new Fronts();
        private final List<Integer> others = new ArrayList<>();

        ByDominance(History history) {
            super(history);
        }

        @Override
        void insert(int index) {
            History.Finished trial = trial(index);
            boolean comparable = trial.state() == TrialState.COMPLETE
                    && trial.losses().stream().allMatch(Double::isFinite);
            if (comparable) {
                fronts.add(index, trial.losses());
            } else {
                super.insert(index, others);
            }
        }

        @Override
        int size() {
            return fronts.size() + others.size();
        }

        @Override
        List<Integer> best(int count) {
            List<Integer> best = new ArrayList<>();
            for (int rank = 0; best.size() < Math.min(count, fronts.size()); rank++) {
                List<Fronts.Member> front = fronts.front(rank);
                double[][] losses = front.stream().map(Fronts.Member::losses).toArray(double[][]::new);
                int wanted = Math.min(front.size(), count - best.size());
                for (int chosen : Hypervolume.subset(losses, wanted, Hypervolume.reference(losses))) {
                    best.add(front.get(chosen).index());
                }
            }
            best.addAll(others.subList(0, count - best.size()));
            return best;
        }
    }
}
