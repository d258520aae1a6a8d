package dev.fer.search.arbiter;

import dev.fer.common.Seeds;
import dev.fer.search.History;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.sampler.internal.Notes;
import dev.fer.search.sampler.internal.Untried;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.deeplearning4j.arbiter.optimize.generator.genetic.exceptions.GeneticGenerationException;
import org.jspecify.annotations.Nullable;

/**
 * Arbiter's genetic search: draws from the priors until there are enough complete trials to breed from, then crosses
 * two good ones and mutates their child. A steady-state algorithm: every complete trial joins the population at once,
 * of which the worst third goes when it is full, so that several workers need not wait for a generation.
 *
 * <p>Arbiter's own generator keeps its population and its random numbers to itself. Here both are made anew from the
 * history and the seed, so that resuming is just opening. Failed and pruned trials do not breed. One thread at a time.
 */
final class GeneticSampler implements Sampler {
    /** How many children are bred at most, to find one that is allowed and untried. */
    private static final int PATIENCE = 50;

    private final int size;
    private @Nullable GenePool pool;

    /** Creates a sampler with a population of at most so many trials. */
    GeneticSampler(int size) {
        this.size = size;
    }

    @Override
    public Optional<Suggestion> suggest(History history, int number, long seed) {
        GenePool current = poolOf(history, seed);
        UniformRandomProvider random = Seeds.random(seed, "genetic", number);
        Untried untried = new Untried(current.space(), history, random);
        Optional<double[]> codes = current.update() ? child(current, untried, random) : Optional.empty();
        String note = Notes.of(codes.isPresent() ? "genetic" : "random", history);
        return codes.or(untried::find)
                .map(found -> new Suggestion(current.space().configuration(found), Map.of(NOTE, note)));
    }

    private GenePool poolOf(History history, long seed) {
        GenePool current = pool;
        if (current == null || !current.isOf(history, seed)) {
            current = new GenePool(history, seed, size);
            pool = current;
        }
        return current;
    }

    private static Optional<double[]> child(GenePool pool, Untried untried, UniformRandomProvider random) {
        GenePool.Breeding breeding = pool.breeding(random);
        try {
            for (int i = 0; i < PATIENCE; i++) {
                double[] codes = pool.express(breeding.nextGenes());
                if (untried.isUntried(codes)) {
                    return Optional.of(codes);
                }
            }
        } catch (GeneticGenerationException e) {
            // The population has nothing new to say, which in a small space is soon so.
        }
        return Optional.empty();
    }
}
