package dev.fer.search.sampler.tpe;

import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * TPE by published rules. Parameters are drawn in groups, each of which takes the best of its own candidates: the
 * unconditional ones together where the rules are joint, all others alone and from the trials that have them.
 *
 * <p>Those who published them know neither ordered choices, which are taken as unordered here, nor normal priors,
 * which are taken in quantiles. Pruned trials rank behind complete ones. One thread at a time.
 */
final class PublishedModel implements DensityModel {
    private final History history;
    private final PublishedProfile profile;
    private final PublishedRules rules;
    private final UnitSpace space;
    private final List<int[]> groups = new ArrayList<>();

    PublishedModel(History history, PublishedProfile profile) {
        this.history = history;
        this.profile = profile;
        this.rules = profile.rules();
        this.space = new UnitSpace(withoutOrder(history.space()));
        int[] together = Arrays.stream(space.searched())
                .filter(position -> rules.joint() && !space.isConditional(position))
                .toArray();
        if (together.length > 0) {
            groups.add(together);
        }
        Arrays.stream(space.searched())
                .filter(position -> !rules.joint() || space.isConditional(position))
                .forEach(position -> groups.add(new int[] {position}));
    }

    /** Makes ordered choices unordered; codes stay the same. */
    private static SearchSpace withoutOrder(SearchSpace space) {
        List<Parameter> parameters = space.parameters().stream()
                .map(parameter -> parameter instanceof OrdinalParameter ordinal
                        ? new CategoricalParameter(ordinal.name(), ordinal.choices(), List.of(), ordinal.when())
                        : parameter)
                .toList();
        return SearchSpace.of(parameters, space.forbidden());
    }

    @Override
    public boolean isOf(History other) {
        return history == other;
    }

    @Override
    public UnitSpace space() {
        return space;
    }

    @Override
    public int update() {
        return rules.failuresCount()
                ? history.finished().size() + history.active().size()
                : (int) ranked().count();
    }

    private Stream<History.Finished> ranked() {
        return history.finished().stream()
                .filter(trial -> trial.state() != TrialState.FAILED)
                .sorted(Ranking.ORDER);
    }

    /** A trial as the densities see it. */
    private record Observation(int number, double[] codes, double loss) {
        static Observation of(History.Finished trial) {
            return new Observation(
                    trial.number(),
                    trial.codes(),
                    trial.losses().isEmpty() ? Double.NaN : trial.losses().get(0));
        }
    }

    @Override
    public Densities densities() {
        List<Observation> trials = ranked().map(Observation::of).collect(ArrayList::new, List::add, List::addAll);
        int good = Math.min(trials.size(), rules.good(rules.failuresCount() ? update() : trials.size()));
        double threshold = trials.stream()
                .skip(good)
                .mapToDouble(Observation::loss)
                .filter(loss -> !Double.isNaN(loss))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        if (rules.failuresCount()) {
            history.finished().stream()
                    .filter(trial -> trial.state() == TrialState.FAILED)
                    .map(Observation::of)
                    .forEach(trials::add);
        }
        if (rules.activeCount()) {
            history.active().forEach(trial -> trials.add(new Observation(trial.number(), trial.codes(), Double.NaN)));
        }
        return new Grouped(
                oldestFirst(trials.subList(0, good)), oldestFirst(trials.subList(good, trials.size())), threshold);
    }

    private static List<Observation> oldestFirst(List<Observation> trials) {
        return trials.stream()
                .sorted(Comparator.comparingInt(Observation::number))
                .toList();
    }

    /** Both densities of each group. */
    private final class Grouped implements Densities {
        private final List<Mixture> good = new ArrayList<>();
        private final List<Mixture> others = new ArrayList<>();

        Grouped(List<Observation> best, List<Observation> rest, double threshold) {
            for (int[] group : groups) {
                List<Observation> having = having(best, group);
                double[] losses = having.stream().mapToDouble(Observation::loss).toArray();
                good.add(mixture(group, having, rules.goodWeights(losses, threshold)));
                List<Observation> others = having(rest, group);
                this.others.add(mixture(group, others, rules.otherWeights(others.size())));
            }
        }

        private List<Observation> having(List<Observation> trials, int[] group) {
            return trials.stream()
                    .filter(trial -> Arrays.stream(group).noneMatch(position -> Double.isNaN(trial.codes()[position])))
                    .toList();
        }

        private Mixture mixture(int[] group, List<Observation> trials, double[] weights) {
            return new Mixture(
                    space, group, trials.stream().map(Observation::codes).toList(), weights, rules);
        }

        /** Each group has chosen among candidates of its own, so that one draw is enough. */
        @Override
        public int draws() {
            return 1;
        }

        @Override
        public double[] draw(UniformRandomProvider random, double[] point) {
            double[] codes = new double[space.size()];
            for (int group = 0; group < groups.size(); group++) {
                chooseBest(group, random, codes);
            }
            return space.walk(position -> space.axis(position).coordinate(codes[position]), point);
        }

        private void chooseBest(int group, UniformRandomProvider random, double[] codes) {
            double best = Double.NEGATIVE_INFINITY;
            double[] candidate = new double[space.size()];
            for (int i = 0; i < profile.candidates(); i++) {
                good.get(group).draw(random, candidate);
                double score = good.get(group).logDensity(candidate)
                        - others.get(group).logDensity(candidate);
                if (i == 0 || score > best) {
                    best = score;
                    for (int position : groups.get(group)) {
                        codes[position] = candidate[position];
                    }
                }
            }
        }

        @Override
        public double[] scores(double[][] points) {
            return Arrays.stream(points).mapToDouble(this::score).toArray();
        }

        private double score(double[] point) {
            double[] codes = space.codes(point);
            double sum = 0;
            for (int group = 0; group < groups.size(); group++) {
                if (Arrays.stream(groups.get(group)).noneMatch(position -> Double.isNaN(codes[position]))) {
                    sum += good.get(group).logDensity(codes) - others.get(group).logDensity(codes);
                }
            }
            return sum;
        }
    }
}
