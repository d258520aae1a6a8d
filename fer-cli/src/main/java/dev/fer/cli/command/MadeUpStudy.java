package dev.fer.cli.command;

import dev.fer.common.Seeds;
import dev.fer.search.Direction;
import dev.fer.search.FailureReason;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.sampler.RandomSampler;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import dev.fer.search.store.TrialStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A study of any size, made up, seeded: numbers on both scales, whole ones and choices; one trial in ten failed, two
 * were pruned, the others have a learning curve of full length.
 *
 * @param parameters how many are searched
 * @param steps the length of a learning curve
 */
record MadeUpStudy(int trials, int parameters, int steps) {
    private static final Goal ACCURACY = new Goal("validation.accuracy", Direction.MAXIMIZE);
    private static final long SEED = 1;

    /** Puts the study into a store. */
    void fill(TrialStore store) {
        SearchSpace space = space();
        long study = store.create(SearchDefinition.of("benchmark", space, ACCURACY), Map.of())
                .id();
        Sampler sampler = new RandomSampler();
        History history = new History(space, List.of(ACCURACY));
        for (int number = 0; number < trials; number++) {
            Configuration configuration =
                    sampler.suggest(history, number, SEED).orElseThrow().configuration();
            UniformRandomProvider random = Seeds.random(SEED, "trial", number);
            TrialState state = number % 10 == 3
                    ? TrialState.FAILED
                    : number % 10 == 5 || number % 10 == 8 ? TrialState.PRUNED : TrialState.COMPLETE;
            List<Report> reports = curve(state, configuration, random);
            store.add(study, trial(number, state, configuration, reports), reports);
        }
    }

    private SearchSpace space() {
        List<Parameter> space = new ArrayList<>();
        for (int i = 0; i < parameters; i++) {
            space.add(
                    switch (i % 4) {
                        case 1 -> new IntParameter("layers_" + i, 1, 8);
                        case 2 -> new CategoricalParameter("optimizer_" + i, List.of("sgd", "adam", "rmsprop"));
                        case 3 -> new FloatParameter("rate_" + i, 1e-5, 1e-1, true);
                        default -> new FloatParameter("dropout_" + i, 0, 1, false);
                    });
        }
        return SearchSpace.of(space, List.of());
    }

    private List<Report> curve(TrialState state, Configuration configuration, UniformRandomProvider random) {
        double dropout = configuration.getDouble("dropout_0");
        double reached = 0.6 - 0.3 * (dropout - 0.3) * (dropout - 0.3) + 0.05 * random.nextDouble();
        int length = state == TrialState.FAILED ? 0 : state == TrialState.PRUNED ? Math.min(steps, 4) : steps;
        List<Report> reports = new ArrayList<>();
        for (int step = 1; step <= length; step++) {
            double accuracy = 0.2 + (reached - 0.2) * (1 - Math.exp(-step / 5.0)) + 0.01 * random.nextDouble();
            Map<String, Double> metrics = Map.of(
                    ACCURACY.metric(),
                    accuracy,
                    "validation.loss",
                    2 * (1 - accuracy),
                    "train.accuracy",
                    accuracy * 1.1);
            reports.add(new Report(step, metrics, step));
        }
        return reports;
    }

    private static Trial trial(int number, TrialState state, Configuration configuration, List<Report> reports) {
        Instant started = Instant.now();
        return new Trial(
                number,
                state,
                Optional.of(configuration),
                0,
                state == TrialState.COMPLETE && !reports.isEmpty()
                        ? reports.get(reports.size() - 1).metrics()
                        : Map.of(),
                Map.of(),
                state == TrialState.FAILED
                        ? Optional.of(new Trial.Failure(FailureReason.NAN, "loss is NaN in epoch " + number % 7, ""))
                        : Optional.empty(),
                reports.size(),
                1,
                Optional.empty(),
                started,
                Optional.of(started),
                Optional.of(started.plusSeconds(reports.size())),
                Duration.ofSeconds(reports.size()));
    }
}
