package dev.fer.search.sampler.gp;

import dev.fer.search.sampler.internal.Axis;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.sampler.internal.Untried;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Finds the point of greatest value: draws many from the prior and around the best trials, improves the most
 * promising ones by gradients where coordinates are continuous and by trying all neighbours where they are not, and
 * takes the best that is allowed and untried. One thread at a time.
 */
public final class AcquisitionSearch {
    private static final BoxMinimizer ASCENT = new BoxMinimizer(40, 1e-7);
    private static final double MOST_DOUBT = 8;

    /** An expected improvement of a hundred-thousandth of the spread of all losses is none. */
    private static final double LEAST_VALUE = Math.log(1e-5);

    /**
     * What it costs to move a coordinate away from where a start has it, per square of the distance. Without it,
     * coordinates that are thought not to matter all end on their bounds, and so are never learned about.
     */
    private static final double INERTIA = 1;

    /** How many starts are improved, of those drawn everywhere and of those drawn near good trials. */
    private static final int STARTS = 4;

    /** How many starts may share all their choices. */
    private static final int PER_CHOICE = 2;

    private static final int ROUNDS = 4;
    private static final int LEADERS = 6;

    private final UnitSpace space;
    private final Acquisition acquisition;
    private final Untried untried;
    private final UniformRandomProvider random;

    private AcquisitionSearch(Acquisition acquisition, Untried untried, UniformRandomProvider random) {
        this.space = acquisition.space();
        this.acquisition = acquisition;
        this.untried = untried;
        this.random = random;
    }

    /**
     * Returns the codes of the best point that the model of a history knows, or empty if it finds none.
     *
     * <p>Where the model is sure that nothing better is left, it is doubted: with shorter length-scales it knows
     * less of what lies far from the trials (Wang and de Freitas 2014, arXiv 1406.7758, section 3).
     */
    public static Optional<double[]> best(GpModel model, Untried untried, UniformRandomProvider random) {
        Optional<Candidate> best = Optional.empty();
        boolean quiet = random.nextBoolean();
        for (double doubt = 1; doubt <= MOST_DOUBT; doubt *= 2) {
            best = new AcquisitionSearch(model.acquisition(doubt, quiet), untried, random).best();
            if (best.isEmpty() || best.get().value() > LEAST_VALUE) {
                break;
            }
        }
        return best.map(Candidate::codes);
    }

    private Optional<Candidate> best() {
        if (space.searched().length == 0) {
            return Optional.empty();
        }
        int size = acquisition.posterior().size();
        int draws = (int) Math.max(100, Math.min(500, 1e7 / ((double) size * size)));
        List<Candidate> everywhere = ranked(IntStream.range(0, draws).mapToObj(i -> this::fromPrior));
        List<Candidate> nearby = ranked(IntStream.range(0, draws).mapToObj(this::varied));
        List<Candidate> found = new ArrayList<>();
        starts(everywhere).forEach(start -> found.add(climbed(start)));
        starts(nearby).forEach(start -> found.add(climbed(start)));
        found.addAll(everywhere);
        found.addAll(nearby);
        return found.stream()
                .filter(candidate -> untried.isUntried(candidate.codes()))
                .max(Comparator.comparingDouble(Candidate::value));
    }

    /** Draws points, evaluates them and returns the allowed ones, the best first. */
    private List<Candidate> ranked(Stream<UnitSpace.Draw> draws) {
        List<Candidate> drawn = new ArrayList<>();
        draws.forEach(draw -> {
            double[] point = new double[space.size()];
            admit(point, space.walk(draw, point), drawn);
        });
        return evaluated(drawn).stream()
                .sorted(Comparator.comparingDouble(Candidate::value).reversed())
                .toList();
    }

    private double fromPrior(int position) {
        return space.axis(position).atQuantile(random.nextDouble());
    }

    /** Moves some coordinates of a good trial: by a normal deviate of random width, or to another cell. */
    private UnitSpace.Draw varied(int index) {
        double[] leader = acquisition
                .ranked()
                .get(index % Math.min(LEADERS, acquisition.ranked().size()));
        int searched = space.searched().length;
        double share = Math.pow(random.nextDouble(), 2);
        int surely = space.searched()[random.nextInt(searched)];
        double width = Math.exp(random.nextDouble(Math.log(1e-3), Math.log(0.5)));
        return position -> {
            double old = leader[position];
            if (Double.isNaN(old)) {
                return fromPrior(position);
            }
            return position == surely || random.nextDouble() < share ? moved(position, old, width) : old;
        };
    }

    private double moved(int position, double old, double width) {
        Axis axis = space.axis(position);
        return switch (axis.kind()) {
            case UNORDERED -> fromPrior(position);
            case ORDERED ->
                random.nextBoolean()
                        ? fromPrior(position)
                        : Math.max(0, Math.min(axis.cells() - 1, old + (random.nextBoolean() ? 1 : -1)));
            case CONTINUOUS -> Math.max(0, Math.min(1, old + width * gaussian()));
        };
    }

    private double gaussian() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private void admit(double[] point, double[] codes, List<Candidate> into) {
        if (space.isFinite(point) ? untried.isUntried(codes) : !space.isForbidden(codes)) {
            into.add(new Candidate(point, codes, Double.NaN));
        }
    }

    private List<Candidate> evaluated(List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return candidates;
        }
        double[] values =
                acquisition.of(candidates.stream().map(Candidate::point).toList());
        return IntStream.range(0, values.length)
                .mapToObj(i -> new Candidate(
                        candidates.get(i).point(), candidates.get(i).codes(), values[i]))
                .toList();
    }

    /** The best few, not too many of which share all their choices. */
    private List<Candidate> starts(List<Candidate> sorted) {
        Map<String, Integer> taken = new HashMap<>();
        List<Candidate> starts = new ArrayList<>();
        for (Candidate candidate : sorted) {
            if (starts.size() == STARTS) {
                break;
            }
            if (taken.merge(choices(candidate.point()), 1, Integer::sum) <= PER_CHOICE) {
                starts.add(candidate);
            }
        }
        return starts;
    }

    private String choices(double[] point) {
        double[] discrete = point.clone();
        for (int i = 0; i < discrete.length; i++) {
            if (space.axis(i).kind() == Axis.Kind.CONTINUOUS) {
                discrete[i] = Double.isNaN(discrete[i]) ? 1 : 0;
            }
        }
        return Arrays.toString(discrete);
    }

    private Candidate climbed(Candidate start) {
        Candidate best = start;
        for (int round = 0; round < ROUNDS; round++) {
            Candidate before = best;
            best = better(best, slid(best));
            best = stepped(best);
            if (best.value() <= before.value()) {
                break;
            }
        }
        return best;
    }

    private static Candidate better(Candidate one, Candidate other) {
        return other.value() > one.value() ? other : one;
    }

    /** Climbs along the continuous coordinates. */
    private Candidate slid(Candidate start) {
        Features features = acquisition.features();
        int[] movable = IntStream.range(0, features.count())
                .filter(f -> features.continuousPosition(f) >= 0)
                .filter(f -> !Double.isNaN(start.point()[features.continuousPosition(f)]))
                .toArray();
        if (movable.length == 0) {
            return start;
        }
        double[] vector = features.of(start.point());
        double[] slopes = new double[vector.length];
        double[] from = Arrays.stream(movable).mapToDouble(f -> vector[f]).toArray();
        BoxMinimizer.Function loss = (values, gradient) -> {
            double cost = 0;
            for (int i = 0; i < movable.length; i++) {
                vector[movable[i]] = values[i];
            }
            double value = acquisition.at(vector, slopes);
            for (int i = 0; i < movable.length; i++) {
                double moved = values[i] - from[i];
                cost += INERTIA * moved * moved;
                gradient[i] = 2 * INERTIA * moved - slopes[movable[i]];
            }
            return cost - value;
        };
        double[] low = new double[from.length];
        double[] high = new double[from.length];
        Arrays.fill(high, 1);
        double[] to = ASCENT.minimize(loss, from, low, high).point();
        double[] wanted = start.point().clone();
        for (int i = 0; i < movable.length; i++) {
            wanted[features.continuousPosition(movable[i])] = to[i];
        }
        List<Candidate> found = new ArrayList<>();
        walk(wanted, found);
        return found.isEmpty() ? start : evaluated(found).get(0);
    }

    /** Tries every other value of every discrete coordinate. */
    private Candidate stepped(Candidate start) {
        List<Candidate> neighbours = new ArrayList<>();
        for (int position : space.searched()) {
            Axis axis = space.axis(position);
            if (axis.kind() != Axis.Kind.CONTINUOUS && !Double.isNaN(start.point()[position])) {
                for (int cell = 0; cell < axis.cells(); cell++) {
                    if (cell != start.point()[position]) {
                        double[] wanted = start.point().clone();
                        wanted[position] = cell;
                        walk(wanted, neighbours);
                    }
                }
            }
        }
        return evaluated(neighbours).stream()
                .max(Comparator.comparingDouble(Candidate::value))
                .map(best -> better(start, best))
                .orElse(start);
    }

    /** Makes a wanted point consistent: what became active is drawn, what became inactive left out. */
    private void walk(double[] wanted, List<Candidate> into) {
        double[] point = new double[space.size()];
        double[] codes =
                space.walk(position -> Double.isNaN(wanted[position]) ? fromPrior(position) : wanted[position], point);
        admit(point, codes, into);
    }
}
