package dev.fer.search.sampler;

import dev.fer.common.Seeds;
import dev.fer.search.History;
import dev.fer.search.sampler.internal.Grid;
import dev.fer.search.sampler.internal.Notes;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.sampler.internal.Untried;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Visits a grid over the space, each point once, and then says that the space is exhausted.
 *
 * <p>A choice, and a number with few values, has all its values; a range has a number of levels from its lower to
 * its upper bound. The order is shuffled by the seed: each trial takes a random branch of each condition and a
 * random level of each parameter among those that are left, so that a grid that is cut off is a fair sample of
 * itself, not a corner. Nothing is laid out in memory, so a grid may have any number of points; a configuration
 * that the history holds already, however it came there, is left out. One thread at a time.
 */
public final class GridSampler implements Sampler {
    private final int points;
    private @Nullable History known;
    private @Nullable UnitSpace grid;

    /**
     * Creates a sampler.
     *
     * @param points the levels of a parameter that has more values than that and more than 32; at least 2
     */
    public GridSampler(int points) {
        if (points < 2) {
            throw new IllegalArgumentException("a grid needs at least 2 points to a range, found " + points);
        }
        this.points = points;
    }

    @Override
    public Optional<Suggestion> suggest(History history, int number, long seed) {
        UnitSpace current = gridOf(history);
        return new Untried(current, history, Seeds.random(seed, "grid", number))
                .find()
                .map(codes -> new Suggestion(current.configuration(codes)).noted(Notes.of("grid", history)));
    }

    private UnitSpace gridOf(History history) {
        UnitSpace current = grid;
        if (current == null || known != history) {
            current = new UnitSpace(Grid.of(history.space(), points));
            grid = current;
            known = history;
        }
        return current;
    }
}
