package dev.fer.search.sampler;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A study in its simplest form: one worker, no store. NaN fails the trial. */
final class Loop {
    static final Goal LOSS = new Goal("loss", Direction.MINIMIZE);

    final History history;
    private final Sampler sampler;
    private final long seed;
    private int number;

    Loop(SearchSpace space, Sampler sampler, long seed) {
        this.history = new History(space, List.of(LOSS));
        this.sampler = sampler;
        this.seed = seed;
    }

    /** Suggests and starts a trial that stays active. */
    Optional<Configuration> ask() {
        Optional<Configuration> suggested =
                sampler.suggest(history, number, seed).map(Sampler.Suggestion::configuration);
        suggested.ifPresent(configuration -> history.start(number++, configuration));
        return suggested;
    }

    /** Runs trials to their end, fewer if the space is exhausted, and returns their configurations. */
    List<Configuration> run(int trials, ToDoubleFunction<Configuration> objective) {
        List<Configuration> configurations = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            Optional<Configuration> suggested = ask();
            if (suggested.isEmpty()) {
                break;
            }
            configurations.add(suggested.get());
            tell(number - 1, objective.applyAsDouble(suggested.get()));
        }
        return configurations;
    }

    void tell(int trial, double loss) {
        boolean failed = Double.isNaN(loss);
        history.finish(
                trial, failed ? TrialState.FAILED : TrialState.COMPLETE, failed ? Map.of() : Map.of("loss", loss));
    }
}
