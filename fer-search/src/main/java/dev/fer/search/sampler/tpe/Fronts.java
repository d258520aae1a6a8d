package dev.fer.search.sampler.tpe;

import dev.fer.search.pareto.NonDominatedSorting;
import java.util.ArrayList;
import java.util.List;

/**
 * Points in fronts, of which the first holds those that no point dominates, kept up to date as points are added (the
 * level update of Li et al. 2017, IEEE Transactions on Cybernetics 47). One thread at a time.
 */
final class Fronts {
    private final List<List<Member>> fronts = new ArrayList<>();
    private int size;

    /** A point by the index of its trial. */
    record Member(int index, double[] losses) {
        boolean dominates(Member other) {
            return NonDominatedSorting.dominates(losses, other.losses);
        }
    }

    /** Returns how many points there are. */
    int size() {
        return size;
    }

    /** Returns a front, the best at 0. */
    List<Member> front(int rank) {
        return fronts.get(rank);
    }

    /** Adds a point of finite losses. */
    void add(int index, List<Double> losses) {
        Member added = new Member(
                index, losses.stream().mapToDouble(Double::doubleValue).toArray());
        size++;
        List<Member> moving = List.of(added);
        for (int rank = rankOf(added); !moving.isEmpty(); rank++) {
            if (rank == fronts.size()) {
                fronts.add(new ArrayList<>());
            }
            moving = replace(fronts.get(rank), moving);
        }
    }

    /** Takes points that dominate each other nowhere into a front, and returns those that they drive out. */
    private static List<Member> replace(List<Member> front, List<Member> arriving) {
        List<Member> leaving = front.stream()
                .filter(member -> arriving.stream().anyMatch(other -> other.dominates(member)))
                .toList();
        front.removeAll(leaving);
        front.addAll(arriving);
        return leaving;
    }

    /** Searches the first front that does not dominate a point: what one front dominates, all before it do. */
    private int rankOf(Member point) {
        int low = 0;
        int high = fronts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (fronts.get(middle).stream().anyMatch(member -> member.dominates(point))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
