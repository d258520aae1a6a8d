package dev.fer.search.benchmark;

import dev.fer.common.Seeds;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Made-up trainings with the traits of real ones. Low learning rates start slowly and end better, so that curves
 * cross; what a first epoch shows is mostly its initial weights; networks wait on a plateau before they learn, overfit,
 * or diverge.
 */
final class SyntheticCurves {
    private static final double CHANCE = 0.9;

    private SyntheticCurves() {}

    /**
     * What a family's curves are like.
     *
     * @param initial the spread that initial weights give the first epoch; it halves with each further one
     * @param noise the spread of each value
     * @param plateau the longest plateau at the beginning, as a share of all epochs
     * @param overfit by how much the most overfitting loss rises until the end
     * @param diverging whether high rates end in NaN or at chance
     */
    private record Traits(double initial, double noise, double plateau, double overfit, boolean diverging) {}

    static List<CurveFamily> all() {
        return List.of(
                family("crossing", 50, new Traits(0.2, 0.004, 0, 0, false)),
                family("plateaus", 60, new Traits(0.1, 0.004, 0.05, 0, false)),
                family("overfitting", 50, new Traits(0.12, 0.012, 0, 0.08, false)),
                family("diverging", 30, new Traits(0.15, 0.006, 0.03, 0.03, true)));
    }

    private static CurveFamily family(String name, int epochs, Traits traits) {
        SearchSpace space = SearchSpace.of(
                new FloatParameter("rate", 1e-4, 1, true),
                new CategoricalParameter("optimizer", List.of("sgd", "adam", "rmsprop")),
                new FloatParameter(
                        "momentum",
                        0,
                        0.99,
                        OptionalDouble.empty(),
                        false,
                        Optional.of(Condition.in("optimizer", "sgd"))),
                new IntParameter("layers", 1, 6),
                new IntParameter("width", 16, 512, 1, true, Optional.empty()),
                new FloatParameter("dropout", 0, 0.8, false),
                new FloatParameter("decay", 1e-6, 1e-2, true));
        return new CurveFamily(name, space, epochs, seed -> new Instance(name, space, epochs, traits, seed));
    }

    /** One surface of a family. */
    private static final class Instance implements CurveFamily.Trainings {
        private final SearchSpace space;
        private final int epochs;
        private final Traits traits;
        private final long seed;
        private final double[] rates;
        private final double[] floors;
        private final double depth;
        private final double dropout;
        private final double decay;
        private final double best;
        private final double typical;

        Instance(String name, SearchSpace space, int epochs, Traits traits, long seed) {
            this.space = space;
            this.epochs = epochs;
            this.traits = traits;
            this.seed = Seeds.derive(seed, name);
            UniformRandomProvider random = Seeds.random(this.seed, "surface");
            rates = new double[] {
                -1 + 0.6 * random.nextDouble(), -2.8 + 0.8 * random.nextDouble(), -3 + 0.8 * random.nextDouble()
            };
            floors = new double[] {
                0.02 * random.nextDouble(), 0.02 * random.nextDouble(), 0.02 * random.nextDouble() + 0.01
            };
            depth = 2 + 3 * random.nextDouble();
            dropout = 0.1 + 0.5 * random.nextDouble();
            decay = -5 + 2 * random.nextDouble();
            double[] results = search(random);
            best = results[0];
            typical = results[1];
        }

        @Override
        public double best() {
            return best;
        }

        @Override
        public double typical() {
            return typical;
        }

        /** Finds the least and the median result: by random search, then in ever smaller steps around the best. */
        private double[] search(UniformRandomProvider random) {
            UnitSpace unit = new UnitSpace(space);
            double[] results = new double[4000];
            double least = Double.POSITIVE_INFINITY;
            double[] at = new double[unit.size()];
            for (int i = 0; i < results.length; i++) {
                double[] codes = unit.draw(random);
                results[i] = result(unit.configuration(codes));
                if (results[i] < least) {
                    least = results[i];
                    at = unit.point(codes);
                }
            }
            for (int i = 0; i < 4000; i++) {
                double[] from = at;
                double step = 0.2 * Math.exp(-i / 800.0);
                double[] point = new double[unit.size()];
                double[] codes = unit.walk(position -> near(unit, from, position, step, random), point);
                double result = result(unit.configuration(codes));
                if (result < least) {
                    least = result;
                    at = point;
                }
            }
            Arrays.sort(results);
            return new double[] {least, results[results.length / 2]};
        }

        private static double near(
                UnitSpace space, double[] from, int position, double step, UniformRandomProvider random) {
            double before = from[position];
            if (Double.isNaN(before)) {
                return space.axis(position).atQuantile(random.nextDouble());
            }
            return space.axis(position).cells() > 0
                    ? before
                    : Math.max(0, Math.min(1, before + step * (2 * random.nextDouble() - 1)));
        }

        @Override
        public double[] curve(Configuration c) {
            UniformRandomProvider random = Seeds.random(seed, "noise", c.hashCode());
            ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
            double start = traits.initial() * normal.sample();
            int end = divergesAt(c);
            boolean visibly = random.nextBoolean();
            double[] curve = new double[epochs];
            for (int epoch = 1; epoch <= epochs; epoch++) {
                double loss = loss(c, epoch) + start * Math.pow(0.5, epoch - 1.0) + traits.noise() * normal.sample();
                curve[epoch - 1] =
                        epoch < end ? loss : visibly ? Double.NaN : CHANCE + traits.noise() * normal.sample();
            }
            return curve;
        }

        @Override
        public double result(Configuration c) {
            return divergesAt(c) <= epochs ? Double.POSITIVE_INFINITY : loss(c, epochs);
        }

        /** How many powers of ten the rate is above the best one. */
        private double excess(Configuration c) {
            double momentum =
                    c.find("momentum").map(m -> ((Number) m).doubleValue()).orElse(0.0);
            return Math.log10(c.getDouble("rate"))
                    - Math.log10(1 - momentum)
                    - rates[kind(c)]
                    + 0.15 * (c.getLong("layers") - depth);
        }

        private static int kind(Configuration c) {
            return List.of("sgd", "adam", "rmsprop").indexOf(c.getString("optimizer"));
        }

        private int divergesAt(Configuration c) {
            double excess = excess(c);
            if (!traits.diverging() || excess < 0.7) {
                return Integer.MAX_VALUE;
            }
            double draw = Seeds.random(seed, "divergence", c.hashCode()).nextDouble();
            return draw > excess - 0.7 ? Integer.MAX_VALUE : 1 + (int) (draw / (excess - 0.7) * epochs * 0.8);
        }

        /** The loss without noise: a power law towards a floor that rises with the rate, and overfitting. */
        private double loss(Configuration c, int epoch) {
            double excess = excess(c);
            double width = Math.log(c.getDouble("width") / 512) / Math.log(2);
            double floor = 0.08
                    + floors[kind(c)]
                    + 0.06 * Math.pow(Math.max(0, excess + 0.5), 1.5)
                    + 0.006 * Math.pow(c.getLong("layers") - depth, 2)
                    + 0.005 * width * width
                    + 0.25 * Math.pow(c.getDouble("dropout") - dropout, 2)
                    + 0.008 * Math.pow(Math.log10(c.getDouble("decay")) - decay, 2);
            double pace = epochs / 50.0 * Math.pow(10, -0.7 * excess) * (1 + c.getDouble("dropout"));
            double wait =
                    traits.plateau() * epochs * Math.min(1, c.getLong("layers") / 6.0 * Math.pow(10, -0.3 * excess));
            double learned = Math.pow(1 + Math.max(0, epoch - wait) / pace, -1.2);
            double overfit = traits.overfit()
                    * (1 + width / 5)
                    * (1 - c.getDouble("dropout"))
                    * Math.pow((double) epoch / epochs, 2)
                    * Math.min(1, Math.pow(10, 0.5 * excess));
            double top = Math.min(floor, CHANCE);
            return Math.min(CHANCE, top + (CHANCE - top) * learned + overfit);
        }
    }
}
