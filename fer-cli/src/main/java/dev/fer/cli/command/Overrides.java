package dev.fer.cli.command;

import dev.fer.cli.program.UserError;
import dev.fer.common.Suggestions;
import dev.fer.search.definition.Durations;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Budget;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What the command line says otherwise than the search file. */
final class Overrides {
    /** What takes a limit away that a file or an earlier run has set. */
    private static final String NONE = "none";

    private Overrides() {}

    static SearchDefinition apply(
            SearchDefinition file,
            Optional<String> name,
            Optional<Long> seed,
            Optional<Long> epochs,
            RunOptionsMixin options) {
        Map<String, Object> training = new LinkedHashMap<>(file.training());
        epochs.ifPresent(count -> {
            if (file.model().isEmpty()) {
                throw new UserError(
                        "--epochs is for searches with a model, and '" + file.name() + "' has none",
                        "leave it out; a program of your own decides itself how many steps it takes");
            }
            Numbers.requireAtLeast(1, "--epochs", count);
            training.put("epochs", count);
        });
        SearchDefinition search = file.withTraining(training)
                .withBudget(budget(file.budget(), options))
                .withSeed(seed.orElse(file.seed()));
        return name.isEmpty() ? search : named(search, name.get());
    }

    private static SearchDefinition named(SearchDefinition search, String name) {
        try {
            return search.withName(name);
        } catch (IllegalArgumentException e) {
            throw new UserError("--name: " + e.getMessage(), "for instance --name second-try");
        }
    }

    static Budget budget(Budget before, RunOptionsMixin options) {
        return new Budget(
                options.trials().map(text -> count("--trials", text)).orElse(before.trials()),
                options.totalEpochs().map(text -> count("--total-epochs", text)).orElse(before.epochs()),
                options.target().map(Overrides::target).orElse(before.target()),
                options.patience().map(text -> count("--patience", text)).orElse(before.patience()),
                options.time().map(Overrides::duration).orElse(before.time()),
                before.failures(),
                before.trialTime());
    }

    private static OptionalInt count(String option, String text) {
        if (text.equals(NONE)) {
            return OptionalInt.empty();
        }
        try {
            int count = Integer.parseInt(text);
            Numbers.requireAtLeast(1, option, count);
            return OptionalInt.of(count);
        } catch (NumberFormatException e) {
            throw noLimit(option + " is a number", text, option + " 50");
        }
    }

    private static OptionalDouble target(String text) {
        if (text.equals(NONE)) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return OptionalDouble.of(value);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw noLimit("--target is a number", text, "--target 0.65");
    }

    private static Optional<Duration> duration(String text) {
        if (text.equals(NONE)) {
            return Optional.empty();
        }
        return Optional.of(Durations.parse(text)
                .orElseThrow(() -> noLimit("--time is a duration", text, "45s, 90m, 1h30m or 2h")));
    }

    private static UserError noLimit(String expected, String found, String example) {
        return new UserError(
                expected + " or '" + NONE + "', found '" + found + "'" + Suggestions.didYouMean(found, List.of(NONE)),
                "for instance " + example + "; " + NONE + " takes the limit away");
    }
}
