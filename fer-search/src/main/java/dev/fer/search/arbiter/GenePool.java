package dev.fer.search.arbiter;

import dev.fer.common.Seeds;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.sampler.internal.Axis;
import dev.fer.search.sampler.internal.UnitSpace;
import java.util.List;
import org.apache.commons.math3.random.AbstractRandomGenerator;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.rng.UniformRandomProvider;
import org.deeplearning4j.arbiter.optimize.generator.genetic.Chromosome;
import org.deeplearning4j.arbiter.optimize.generator.genetic.ChromosomeFactory;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.UniformCrossover;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.parentselection.TwoParentSelection;
import org.deeplearning4j.arbiter.optimize.generator.genetic.mutation.MutationOperator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.population.PopulationModel;
import org.deeplearning4j.arbiter.optimize.generator.genetic.selection.GeneticSelectionOperator;

/**
 * Arbiter's population of one history's complete trials. A trial's genes are the quantiles in [0, 1] of all searched
 * parameters; one that is inactive has a random gene, which becomes active in a child as any other. One thread at a
 * time.
 */
final class GenePool {
    /** How many genes of a child are mutated on average. */
    private static final double MUTATED_GENES = 1.5;

    private static final double NARROWEST_STEP = 0.05;
    private static final double WIDEST_STEP = 0.5;

    private final History history;
    private final long seed;
    private final UnitSpace space;
    private final PopulationModel population;
    private int taken;

    GenePool(History history, long seed, int size) {
        this.history = history;
        this.seed = seed;
        this.space = new UnitSpace(history.space());
        this.population = new PopulationModel.Builder().populationSize(size).build();
        this.population.initializeInstance(true);
    }

    boolean isOf(History other, long otherSeed) {
        return history == other && seed == otherSeed;
    }

    UnitSpace space() {
        return space;
    }

    /** Takes in the trials that are new, and tells whether there are enough to breed from. */
    boolean update() {
        List<History.Finished> finished = history.finished();
        while (taken < finished.size()) {
            History.Finished trial = finished.get(taken++);
            if (trial.state() == TrialState.COMPLETE
                    && Double.isFinite(trial.losses().get(0))) {
                population.add(new Chromosome(genes(trial), trial.losses().get(0)));
            }
        }
        return population.isReadyToBreed();
    }

    private double[] genes(History.Finished trial) {
        UniformRandomProvider dormant = Seeds.random(seed, "dormant genes", trial.number());
        double[] point = space.point(trial.codes());
        int[] searched = space.searched();
        double[] genes = new double[searched.length];
        for (int i = 0; i < genes.length; i++) {
            double coordinate = point[searched[i]];
            genes[i] = Double.isNaN(coordinate)
                    ? dormant.nextDouble()
                    : space.axis(searched[i]).middle(coordinate);
        }
        return genes;
    }

    /** Returns the codes that genes stand for, NaN where they are dormant. */
    double[] express(double[] genes) {
        double[] quantiles = new double[space.size()];
        int[] searched = space.searched();
        for (int i = 0; i < genes.length; i++) {
            quantiles[searched[i]] = genes[i];
        }
        return space.walk(position -> space.axis(position).atQuantile(quantiles[position]), new double[space.size()]);
    }

    /** Returns a way to breed children with the numbers of a stream. */
    Breeding breeding(UniformRandomProvider random) {
        return new Breeding(random);
    }

    /** Arbiter's operators on one stream of random numbers, made anew for each trial because they remember. */
    final class Breeding {
        private final GeneticSelectionOperator operator;

        private Breeding(UniformRandomProvider random) {
            RandomGenerator stream = new Stream(random);
            operator = new GeneticSelectionOperator.Builder()
                    .crossoverOperator(new UniformCrossover.Builder()
                            .randomGenerator(stream)
                            .parentSelection(new Tournament(stream))
                            .build())
                    .mutationOperator(new Mutation(stream))
                    .randomGenerator(stream)
                    .build();
            ChromosomeFactory chromosomes = new ChromosomeFactory();
            chromosomes.initializeInstance(space.searched().length);
            operator.initializeInstance(population, chromosomes);
        }

        double[] nextGenes() {
            return operator.buildNextGenes();
        }
    }

    /** A stream of ours as Commons Math wants it. */
    private static final class Stream extends AbstractRandomGenerator {
        private final UniformRandomProvider random;

        Stream(UniformRandomProvider random) {
            this.random = random;
        }

        @Override
        public double nextDouble() {
            return random.nextDouble();
        }

        @Override
        public void setSeed(long seed) {
            throw new UnsupportedOperationException("a stream is made of its seed");
        }
    }

    /**
     * Each parent is the better of two at random. Gives copies, since Arbiter's operators mutate a parent itself where
     * they do not cross it.
     */
    private static final class Tournament extends TwoParentSelection {
        private final RandomGenerator random;

        Tournament(RandomGenerator random) {
            this.random = random;
        }

        @Override
        public double[][] selectParents() {
            return new double[][] {winner(), winner()};
        }

        /** The population is sorted, the best first. */
        private double[] winner() {
            int size = population.size();
            return population
                    .get(Math.min(random.nextInt(size), random.nextInt(size)))
                    .getGenes()
                    .clone();
        }
    }

    /**
     * Moves some of the genes: a choice to any other, a number by a normal step of a width that is log-uniform itself,
     * because no one width suits the first children and the last.
     */
    private final class Mutation implements MutationOperator {
        private final RandomGenerator random;

        Mutation(RandomGenerator random) {
            this.random = random;
        }

        @Override
        public boolean mutate(double[] genes) {
            boolean mutated = false;
            for (int i = 0; i < genes.length; i++) {
                if (random.nextDouble() * genes.length < MUTATED_GENES) {
                    genes[i] = mutated(space.axis(space.searched()[i]), genes[i]);
                    mutated = true;
                }
            }
            return mutated;
        }

        private double mutated(Axis axis, double gene) {
            if (axis.kind() == Axis.Kind.UNORDERED) {
                return random.nextDouble();
            }
            double width = WIDEST_STEP * Math.pow(NARROWEST_STEP / WIDEST_STEP, random.nextDouble());
            double cell = axis.kind() == Axis.Kind.ORDERED ? 1.0 / axis.cells() : 0;
            return reflected(gene + Math.max(width, cell) * random.nextGaussian());
        }

        /** Folds the line at 0 and 1 until it lies between them. */
        private static double reflected(double gene) {
            double folded = Math.abs(gene) % 2;
            return Math.min(folded > 1 ? 2 - folded : folded, Math.nextDown(1.0));
        }
    }
}
