package dev.fer.search.sampler;

import dev.fer.common.Seeds;
import dev.fer.search.History;
import dev.fer.search.sampler.internal.Notes;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.sampler.internal.Untried;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * Draws each parameter from its prior, independently of all results: the baseline that every other sampler must
 * beat. One thread at a time.
 */
public final class RandomSampler implements Sampler {
    private @Nullable UnitSpace space;
    private @Nullable History compiled;

    @Override
    public Optional<Suggestion> suggest(History history, int number, long seed) {
        UnitSpace current = compile(history);
        UniformRandomProvider random = Seeds.random(seed, "random", number);
        return new Untried(current, history, random)
                .find()
                .map(codes -> new Suggestion(current.configuration(codes)).noted(Notes.of("random", history)));
    }

    private UnitSpace compile(History history) {
        UnitSpace current = space;
        if (current == null || compiled != history) {
            current = new UnitSpace(history.space());
            space = current;
            compiled = history;
        }
        return current;
    }
}
