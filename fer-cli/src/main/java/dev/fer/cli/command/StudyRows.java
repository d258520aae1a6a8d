package dev.fer.cli.command;

import dev.fer.cli.output.Rows;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.pareto.ParetoFront;
import dev.fer.search.store.StudyRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Studies as rows. */
final class StudyRows {
    private StudyRows() {}

    static Rows list(List<StudyRecord> studies, Function<StudyRecord, List<Trial>> trials) {
        List<String> columns = new ArrayList<>(List.of("study", "model", "trials"));
        Arrays.stream(TrialState.values()).map(StudyRows::label).forEach(columns::add);
        columns.addAll(List.of("metric", "best", "best_trial", "created"));
        Rows.Builder rows = Rows.of(columns);
        for (StudyRecord study : studies) {
            List<Trial> known = trials.apply(study);
            List<Object> row = new ArrayList<>(
                    List.of(study.name(), study.definition().model().orElse("-"), known.size()));
            Arrays.stream(TrialState.values()).forEach(state -> row.add(count(known, state)));
            Goal goal = study.definition().goal();
            Optional<Trial> best = best(goal, known);
            row.addAll(List.of(
                    goal.metric(),
                    best.flatMap(t -> t.metric(goal.metric())),
                    best.map(Trial::number),
                    study.created()));
            rows.row(row);
        }
        return rows.build();
    }

    static Rows status(StudyRecord study, List<Trial> trials) {
        List<Goal> goals = study.definition().goals();
        Rows.Builder rows = Rows.of("what", "value").row("study", study.name());
        study.definition().model().ifPresent(model -> rows.row("model", model));
        rows.row("goal", goals.stream().map(StudyRows::label).collect(Collectors.joining(", ")));
        Arrays.stream(TrialState.values()).forEach(state -> rows.row(label(state), count(trials, state)));
        study.definition().budget().trials().ifPresent(budget -> rows.row("budget_trials", budget));
        if (goals.size() > 1) {
            ParetoFront.of(trials, goals).trials().forEach(trial -> rows.row(label(trial), values(trial, goals)));
        } else {
            best(goals.get(0), trials)
                    .ifPresent(trial -> rows.row("best_trial", trial.number())
                            .row("best_value", trial.metric(goals.get(0).metric()))
                            .row(
                                    "best_parameters",
                                    trial.configuration().orElseThrow().values()));
        }
        rows.row(
                        "compute_seconds",
                        trials.stream()
                                        .mapToLong(t -> t.computeTime().toMillis())
                                        .sum()
                                / 1000.0)
                .row("created", study.created())
                .row("definition_version", study.version());
        return rows.build();
    }

    private static String label(Goal goal) {
        return label(goal.direction()) + " " + goal.metric();
    }

    private static String label(Trial onFront) {
        return "front_trial_" + onFront.number();
    }

    private static Map<String, Double> values(Trial trial, List<Goal> goals) {
        Map<String, Double> values = new LinkedHashMap<>();
        goals.forEach(
                goal -> values.put(goal.metric(), trial.metric(goal.metric()).orElseThrow()));
        return values;
    }

    private static Optional<Trial> best(Goal goal, List<Trial> trials) {
        return trials.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE
                        && trial.metric(goal.metric()).isPresent())
                .min(Comparator.comparingDouble(trial ->
                        goal.direction().loss(trial.metric(goal.metric()).orElseThrow())));
    }

    private static long count(List<Trial> trials, TrialState state) {
        return trials.stream().filter(trial -> trial.state() == state).count();
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
