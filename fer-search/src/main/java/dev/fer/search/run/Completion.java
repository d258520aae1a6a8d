package dev.fer.search.run;

import dev.fer.common.Seeds;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.sampler.RandomSampler;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Fills what a person left open in an enqueued configuration with random values. */
final class Completion {
    /** A given value may have conditions, which a draw of the parameters that they are about meets by chance. */
    private static final int DRAWS = 1000;

    private Completion() {}

    /**
     * Returns a configuration of a space that holds the given values, or empty if none was found: a value is unknown or
     * out of range, or conditions or forbidden combinations exclude the values.
     */
    static Optional<Configuration> complete(
            SearchSpace space, List<Goal> goals, Configuration partial, int number, long seed) {
        if (space.problems(partial).isEmpty()) {
            return Optional.of(partial);
        }
        boolean possible = partial.values().entrySet().stream()
                .allMatch(value -> space.indexOf(value.getKey()).isPresent()
                        && space.parameter(value.getKey()).contains(value.getValue()));
        if (!possible) {
            return Optional.empty();
        }
        History untouched = new History(pinned(space, partial), goals);
        RandomSampler draws = new RandomSampler();
        return IntStream.range(0, DRAWS)
                .boxed()
                .flatMap(i ->
                        draws.suggest(untouched, number, i == 0 ? seed : Seeds.derive(seed, "completion", i)).stream())
                .map(Sampler.Suggestion::configuration)
                .filter(complete -> complete.values()
                                .entrySet()
                                .containsAll(partial.values().entrySet())
                        && space.problems(complete).isEmpty())
                .findFirst();
    }

    /** The space in which the given values are the only ones, their conditions unchanged. */
    private static SearchSpace pinned(SearchSpace space, Configuration partial) {
        List<Parameter> parameters = space.parameters().stream()
                .map(parameter -> partial.find(parameter.name())
                        .<Parameter>map(value ->
                                new CategoricalParameter(parameter.name(), List.of(value), List.of(), parameter.when()))
                        .orElse(parameter))
                .toList();
        List<Configuration> forbidden = space.forbidden().stream()
                .filter(combination -> combination.values().entrySet().stream()
                        .allMatch(value -> partial.find(value.getKey())
                                .map(given -> space.parameter(value.getKey()).encode(given)
                                        == space.parameter(value.getKey()).encode(value.getValue()))
                                .orElse(true)))
                .toList();
        return SearchSpace.of(parameters, forbidden);
    }
}
