package dev.fer.search.sampler.nsga2;

import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.pareto.CrowdingDistance;
import dev.fer.search.pareto.NonDominatedSorting;
import dev.fer.search.sampler.internal.UnitSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The trials of a history that survive (Deb et al. 2002, in the steady state of Durillo et al. 2009): each trial that
 * ends joins, and as soon as there are too many the worst one leaves. The worst is on the last front and, on it, in
 * the densest crowd.
 *
 * <p>Failed trials never join. Pruned ones, and those with a loss that is not finite, stand in for violated
 * constraints: any complete trial beats them, and among them the one that came farthest is the best.
 *
 * <p>It is a function of the finished trials in their order, and keeps up with them incrementally. One thread at a
 * time.
 */
public final class Population {
    private static final Comparator<Member> BEST_FIRST = Comparator.comparing((Member member) -> !member.comparable)
            .thenComparingInt(member -> member.rank)
            .thenComparing(Comparator.comparingDouble((Member member) -> member.crowding)
                    .reversed())
            .thenComparingInt(member -> member.number);

    private final History history;
    private final UnitSpace space;
    private final int size;
    private final List<Member> members = new ArrayList<>();
    private int seen;

    /** Creates the population of a history, of a greatest size. */
    public Population(History history, UnitSpace space, int size) {
        this.history = history;
        this.space = space;
        this.size = size;
    }

    /** A survivor; its fitness changes with its peers. */
    private static final class Member {
        private final int number;
        private final double[] point;
        private final double[] losses;
        private final boolean comparable;
        private int rank;
        private double crowding;

        Member(History.Finished trial, double[] point) {
            this.number = trial.number();
            this.point = point;
            this.losses =
                    trial.losses().stream().mapToDouble(Double::doubleValue).toArray();
            this.comparable = trial.state() == TrialState.COMPLETE
                    && trial.losses().stream().allMatch(Double::isFinite);
            this.rank = comparable ? 0 : -trial.curve().lastStep();
        }
    }

    /** Tells whether this is the population of a history. */
    public boolean isOf(History other) {
        return history == other;
    }

    /** Returns the space in the coordinates that members vary in. */
    public UnitSpace space() {
        return space;
    }

    /** Takes in the trials that finished since the last time, and returns how many survivors there are. */
    public int update() {
        List<History.Finished> finished = history.finished();
        for (; seen < finished.size(); seen++) {
            History.Finished trial = finished.get(seen);
            if (trial.state() != TrialState.FAILED) {
                members.add(new Member(trial, space.point(trial.codes())));
                select();
            }
        }
        return members.size();
    }

    private void select() {
        List<Member> comparable = members.stream().filter(m -> m.comparable).toList();
        int[] ranks =
                NonDominatedSorting.ranks(comparable.stream().map(m -> m.losses).toArray(double[][]::new));
        List<List<Member>> fronts = new ArrayList<>();
        for (int i = 0; i < ranks.length; i++) {
            comparable.get(i).rank = ranks[i];
            while (fronts.size() <= ranks[i]) {
                fronts.add(new ArrayList<>());
            }
            fronts.get(ranks[i]).add(comparable.get(i));
        }
        fronts.forEach(Population::crowd);
        members.sort(BEST_FIRST);
        if (members.size() > size) {
            Member worst = members.remove(size);
            if (worst.comparable) {
                fronts.get(worst.rank).remove(worst);
                crowd(fronts.get(worst.rank));
                members.sort(BEST_FIRST);
            }
        }
    }

    private static void crowd(List<Member> front) {
        double[] distances =
                CrowdingDistance.of(front.stream().map(m -> m.losses).toArray(double[][]::new));
        for (int i = 0; i < distances.length; i++) {
            front.get(i).crowding = distances[i];
        }
    }

    /** Returns the point of the better one of two members drawn at random; there must be a member. */
    public double[] parent(UniformRandomProvider random) {
        int one = random.nextInt(members.size());
        int other = random.nextInt(members.size());
        return members.get(Math.min(one, other)).point;
    }
}
