package dev.fer.cli.command;

import dev.fer.cli.output.Rows;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.pareto.ParetoFront;
import dev.fer.search.run.Standings;
import dev.fer.search.store.DiscardedStudy;
import dev.fer.search.store.StudyRecord;
import java.util.ArrayList;
import java.util.Arrays;
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
            Standings standings = Standings.of(study.definition(), known);
            Optional<Integer> best = standings.best(1).stream().findFirst();
            row.addAll(List.of(
                    goal.metric(), best.flatMap(standings::score).map(Standings.Score::mean), best, study.created()));
            rows.row(row);
        }
        return rows.build();
    }

    static Rows discarded(List<DiscardedStudy> studies, Function<StudyRecord, List<Trial>> trials) {
        Rows.Builder rows = Rows.of("study", "trials", "created", "deleted");
        for (DiscardedStudy away : studies) {
            StudyRecord study = away.study();
            rows.row(study.name(), trials.apply(study).size(), study.created(), away.discarded());
        }
        return rows.build();
    }

    /** How a study stands; {@code holdoutUses} counts the looks at its data's test split, if that data is known. */
    static Rows status(StudyRecord study, List<Trial> trials, Optional<Long> holdoutUses) {
        List<Goal> goals = study.definition().goals();
        Rows.Builder rows = Rows.of("what", "value").row("study", study.name());
        study.definition().model().ifPresent(model -> rows.row("model", model));
        rows.row("goal", goals.stream().map(StudyRows::label).collect(Collectors.joining(", ")));
        Arrays.stream(TrialState.values()).forEach(state -> rows.row(label(state), count(trials, state)));
        study.definition().budget().trials().ifPresent(budget -> rows.row("budget_trials", budget));
        rows.row("epochs", trials.stream().mapToLong(Trial::lastStep).sum());
        study.definition().budget().epochs().ifPresent(budget -> rows.row("budget_epochs", budget));
        if (goals.size() > 1) {
            ParetoFront.of(trials, goals).trials().forEach(trial -> rows.row(label(trial), values(trial, goals)));
        } else {
            best(rows, study.definition(), trials);
        }
        rows.row(
                        "compute_seconds",
                        trials.stream()
                                        .mapToLong(t -> t.computeTime().toMillis())
                                        .sum()
                                / 1000.0)
                .row("created", study.created())
                .row("definition_version", study.version());
        holdoutUses.ifPresent(count -> rows.row("test_split_uses", count));
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

    private static void best(Rows.Builder rows, SearchDefinition definition, List<Trial> trials) {
        Standings standings = Standings.of(definition, trials);
        for (int number : standings.best(1)) {
            Standings.Score score = standings.score(number).orElseThrow();
            rows.row("best_trial", number).row("best_value", score.mean());
            if (score.runs() > 1) {
                rows.row("best_runs", score.runs()).row("best_deviation", score.deviation());
            }
            Trial best = trials.stream()
                    .filter(trial -> trial.number() == number)
                    .findFirst()
                    .orElseThrow();
            rows.row("best_parameters", best.configuration().orElseThrow().values());
        }
    }

    private static long count(List<Trial> trials, TrialState state) {
        return trials.stream().filter(trial -> trial.state() == state).count();
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
