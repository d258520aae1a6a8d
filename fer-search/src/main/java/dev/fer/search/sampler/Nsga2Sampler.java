package dev.fer.search.sampler;

import dev.fer.common.Seeds;
import dev.fer.search.History;
import dev.fer.search.sampler.internal.Notes;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.sampler.internal.Untried;
import dev.fer.search.sampler.nsga2.Population;
import dev.fer.search.sampler.nsga2.Variation;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * The genetic algorithm NSGA-II (Deb et al. 2002) for several goals: crosses and mutates the trials that no other one
 * beats and that lie apart from each other. With one goal it is a plain genetic algorithm.
 *
 * <p>It has no generations: each suggestion is a child of the best trials known when it is made (the steady state of
 * Durillo et al. 2009), so that any number of workers is kept busy and resuming needs nothing but the history. It is
 * cheap and makes no assumption about the goals, but needs some hundred trials; {@link TpeSampler} needs fewer. One
 * thread at a time.
 */
public final class Nsga2Sampler implements Sampler {
    /** How many children are made at most to find one that may be tried. */
    private static final int PATIENCE = 100;

    /** From so many trials on children are made, if the population may be larger. */
    private static final int STARTUP = 10;

    private final int populationSize;
    private @Nullable Population population;

    /**
     * Creates a sampler.
     *
     * @param populationSize how many of the best trials may have children, at least 2
     */
    public Nsga2Sampler(int populationSize) {
        if (populationSize < 2) {
            throw new IllegalArgumentException("a population has at least 2 members, found " + populationSize);
        }
        this.populationSize = populationSize;
    }

    @Override
    public Optional<Suggestion> suggest(History history, int number, long seed) {
        Population current = populationOf(history);
        UnitSpace space = current.space();
        UniformRandomProvider random = Seeds.random(seed, "nsga2", number);
        Untried untried = new Untried(space, history, random);
        Optional<double[]> child = current.update() < Math.min(STARTUP, populationSize)
                ? Optional.empty()
                : child(current, untried, random);
        String note = Notes.of(child.isPresent() ? "nsga2" : "random", history);
        return child.or(untried::find).map(codes -> new Suggestion(space.configuration(codes)).noted(note));
    }

    private Population populationOf(History history) {
        Population current = population;
        if (current == null || !current.isOf(history)) {
            current = new Population(history, new UnitSpace(history.space()), populationSize);
            population = current;
        }
        return current;
    }

    private static Optional<double[]> child(Population current, Untried untried, UniformRandomProvider random) {
        Variation variation = new Variation(current.space(), random);
        double[] point = new double[current.space().size()];
        for (int i = 0; i < PATIENCE; i++) {
            double[] codes = variation.child(current.parent(random), current.parent(random), point);
            if (untried.isUntried(codes)) {
                return Optional.of(codes);
            }
        }
        return Optional.empty();
    }
}
