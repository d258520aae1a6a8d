package dev.fer.cli.command;

import dev.fer.cli.output.Facts;
import dev.fer.cli.output.Rows;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.run.Averages;
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
    static Facts status(StudyRecord study, List<Trial> trials, Optional<Long> holdoutUses) {
        List<Goal> goals = study.definition().goals();
        Map<String, Object> facts = new LinkedHashMap<>(Map.of("study", study.name()));
        study.definition().model().ifPresent(model -> facts.put("model", model));
        facts.put("goal", goals.stream().map(StudyRows::label).collect(Collectors.joining(", ")));
        Arrays.stream(TrialState.values()).forEach(state -> facts.put(label(state), count(trials, state)));
        study.definition().budget().trials().ifPresent(budget -> facts.put("budget_trials", budget));
        facts.put("epochs", trials.stream().mapToLong(Standings::stepsRun).sum());
        study.definition().budget().epochs().ifPresent(budget -> facts.put("budget_epochs", budget));
        study.definition().budget().target().ifPresent(target -> facts.put("budget_target", target));
        study.definition().budget().patience().ifPresent(patience -> facts.put("budget_patience", patience));
        if (goals.size() > 1) {
            Averages.front(study.definition(), trials)
                    .trials()
                    .forEach(trial -> facts.put(label(trial), values(trial, goals)));
        } else {
            facts.putAll(best(study.definition(), trials));
        }
        facts.put(
                "compute_seconds",
                trials.stream().mapToLong(t -> t.computeTime().toMillis()).sum() / 1000.0);
        facts.put("created", study.created());
        facts.put("definition_version", study.version());
        holdoutUses.ifPresent(count -> facts.put("test_split_uses", count));
        return new Facts("what", facts);
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

    private static Map<String, Object> best(SearchDefinition definition, List<Trial> trials) {
        Standings standings = Standings.of(definition, trials);
        Map<String, Object> facts = new LinkedHashMap<>();
        for (int number : standings.best(1)) {
            Standings.Score score = standings.score(number).orElseThrow();
            facts.put("best_trial", number);
            facts.put("best_value", score.mean());
            if (score.runs() > 1) {
                facts.put("best_runs", score.runs());
                facts.put("best_deviation", score.deviation());
            }
            Trial best = trials.stream()
                    .filter(trial -> trial.number() == number)
                    .findFirst()
                    .orElseThrow();
            facts.put("best_parameters", best.configuration().orElseThrow().values());
        }
        return facts;
    }

    private static long count(List<Trial> trials, TrialState state) {
        return trials.stream().filter(trial -> trial.state() == state).count();
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
