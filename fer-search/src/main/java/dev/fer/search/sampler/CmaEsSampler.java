package dev.fer.search.sampler;

import dev.fer.common.Seeds;
import dev.fer.search.History;
import dev.fer.search.sampler.cmaes.CmaEsModel;
import dev.fer.search.sampler.internal.Notes;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.sampler.internal.Untried;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * The covariance matrix adaptation evolution strategy (Hansen 2016, arXiv 1604.00772): a normal distribution over
 * the numeric parameters that moves and stretches towards where the best of its draws lay, with restarts.
 *
 * <p>It is at its best with some hundred trials or more, numeric parameters that depend on each other, and hardly
 * any conditions. Choices are drawn from frequencies that follow the best trials; a conditional number is learnt
 * from the trials that have it. Any number of workers may ask at once: an answer is a draw from the distribution at
 * that moment, and trials are learnt from in the order in which they end. One thread at a time.
 */
public final class CmaEsSampler implements Sampler {
    /** How many draws may be forbidden or tried before an untried configuration is searched for. */
    private static final int PATIENCE = 100;

    private @Nullable CmaEsModel model;

    @Override
    public Optional<Suggestion> suggest(History history, int number, long seed) {
        CmaEsModel current = model;
        if (current == null || !current.isOf(history, seed)) {
            current = new CmaEsModel(history, new UnitSpace(history.space()), seed);
            model = current;
        }
        UnitSpace space = current.space();
        UniformRandomProvider random = Seeds.random(seed, "cmaes", number);
        Untried untried = new Untried(space, history, random);
        current.update();
        String note = Notes.of(current.hasBegun() ? "cmaes" : "random", history);
        for (int i = 0; i < PATIENCE; i++) {
            double[] codes = current.draw(random);
            if (untried.isUntried(codes)) {
                return Optional.of(new Suggestion(space.configuration(codes)).noted(note));
            }
        }
        return untried.find()
                .map(codes -> new Suggestion(space.configuration(codes)).noted(Notes.of("random", history)));
    }
}
