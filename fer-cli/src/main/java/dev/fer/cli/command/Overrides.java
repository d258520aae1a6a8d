package dev.fer.cli.command;

import dev.fer.cli.program.UserError;
import dev.fer.search.definition.Durations;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Budget;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the command line says otherwise than the search file. */
final class Overrides {
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
        name.ifPresent(Overrides::requireName);
        return new SearchDefinition(
                name.orElse(file.name()),
                file.description(),
                file.model(),
                file.command(),
                file.space(),
                file.enqueue(),
                file.goals(),
                training,
                file.sampler(),
                file.pruner(),
                file.repeats(),
                budget(file.budget(), options),
                seed.orElse(file.seed()));
    }

    private static void requireName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new UserError(
                    "--name is letters, digits and . _ - that begin with a letter or digit, at most 100, found '" + name
                            + "'",
                    "for instance --name second-try");
        }
    }

    static Budget budget(Budget before, RunOptionsMixin options) {
        options.trials().ifPresent(count -> Numbers.requireAtLeast(1, "--trials", count));
        options.totalEpochs().ifPresent(count -> Numbers.requireAtLeast(1, "--total-epochs", count));
        OptionalInt trials = options.trials().isPresent() ? options.trials() : before.trials();
        OptionalInt epochs = options.totalEpochs().isPresent() ? options.totalEpochs() : before.epochs();
        Optional<Duration> time = options.time().map(Overrides::duration).or(before::time);
        return new Budget(trials, epochs, time, before.failures(), before.trialTime());
    }

    private static Duration duration(String text) {
        return Durations.parse(text)
                .orElseThrow(() -> new UserError(
                        "--time is a duration, found '" + text + "'", "for instance 45s, 90m, 1h30m or 2h"));
    }
}
