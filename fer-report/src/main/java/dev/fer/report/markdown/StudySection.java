package dev.fer.report.markdown;

import dev.fer.report.data.BestTrial;
import dev.fer.report.data.Evaluation;
import dev.fer.report.data.FailureGroup;
import dev.fer.report.data.ParameterColumn;
import dev.fer.report.data.StudyData;
import dev.fer.report.text.Captions;
import dev.fer.report.text.Commands;
import dev.fer.report.text.Names;
import dev.fer.report.text.NextSteps;
import dev.fer.report.text.Numbers;
import dev.fer.report.text.Summary;
import dev.fer.report.text.Values;
import dev.fer.report.text.Winner;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.space.Configuration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One study.
 *
 * @param level of its heading, 1 the highest
 */
record StudySection(StudyData study, Commands commands, int level) {
    private static final int BEST_TRIALS = 10;
    private static final int COLUMNS = 10;

    void write(Markdown text) {
        text.heading(level, study.name());
        String description = study.study().definition().description();
        if (!description.isBlank()) {
            text.paragraph(description);
        }
        text.paragraph(String.join(" ", Summary.of(study)));
        text.steps(level + 1, NextSteps.of(commands));
        if (!study.ranking().isEmpty()) {
            bestTrials(text);
        }
        study.best().ifPresent(best -> winner(best, text));
        study.evaluation().ifPresent(evaluation -> evaluation(evaluation, text));
        if (!study.failures().isEmpty()) {
            failures(text);
        }
        repeat(text);
    }

    private void bestTrials(Markdown text) {
        List<Goal> goals = study.study().definition().goals();
        List<ParameterColumn> parameters =
                study.varying().stream().limit(COLUMNS).toList();
        List<String> header = new ArrayList<>(List.of("Trial"));
        goals.forEach(goal -> header.add(goal.metric()));
        parameters.forEach(parameter -> header.add(parameter.name()));
        header.addAll(List.of("Steps", "Time"));
        List<List<String>> rows = new ArrayList<>();
        for (int position : study.ranking().stream().limit(BEST_TRIALS).toList()) {
            Trial trial = study.trials().get(position);
            Configuration values = trial.configuration().orElse(Configuration.EMPTY);
            List<String> row = new ArrayList<>(List.of(String.valueOf(trial.number())));
            goals.forEach(goal ->
                    row.add(trial.metric(goal.metric()).map(Numbers::value).orElse(Numbers.NONE)));
            parameters.forEach(parameter ->
                    row.add(values.find(parameter.name()).map(Values::text).orElse(Numbers.NONE)));
            row.add(Numbers.value(trial.lastStep()));
            row.add(Numbers.duration(trial.computeTime()));
            rows.add(row);
        }
        text.heading(level + 1, "The best trials").table(header, 1, rows);
    }

    private void winner(BestTrial best, Markdown text) {
        Map<String, String> searched = new TreeMap<>();
        study.study()
                .definition()
                .space()
                .parameters()
                .forEach(parameter -> searched.put(parameter.name(), parameter.allowed()));
        List<List<String>> rows = best.trial().configuration().orElse(Configuration.EMPTY).values().entrySet().stream()
                .map(value -> List.of(
                        value.getKey(),
                        Values.text(value.getValue()),
                        searched.getOrDefault(value.getKey(), Numbers.NONE)))
                .toList();
        text.heading(
                level + 1,
                "Parameters of " + Winner.of(study) + ", " + best.trial().number());
        text.table(List.of("Parameter", "Value", "Searched"), 3, rows);
    }

    private void evaluation(Evaluation evaluation, Markdown text) {
        text.heading(level + 1, "Where " + Winner.of(study) + " is right and wrong");
        text.paragraph(Captions.evaluation(evaluation));
        List<List<String>> scores = new ArrayList<>();
        for (Evaluation.ClassScore score : evaluation.scores()) {
            scores.add(List.of(
                    score.name(),
                    Numbers.percent(score.precision()),
                    Numbers.percent(score.recall()),
                    Numbers.percent(score.f1()),
                    Numbers.value(score.support())));
        }
        scores.add(
                List.of("Macro F1", "", "", Numbers.percent(evaluation.macroF1()), Numbers.value(evaluation.total())));
        scores.add(List.of("Weighted F1", "", "", Numbers.percent(evaluation.weightedF1()), ""));
        scores.add(List.of("Mean recall", "", Numbers.percent(evaluation.averageRecall()), "", ""));
        scores.add(List.of("Always the largest class", "", "", Numbers.percent(evaluation.majority()), ""));
        text.table(List.of("Class", "Precision", "Recall", "F1", "Samples"), 1, scores);
        confusion(evaluation, text);
    }

    private static void confusion(Evaluation evaluation, Markdown text) {
        text.paragraph("Confusion matrix: true class by row, predicted class by column.");
        List<String> header = new ArrayList<>(List.of("True"));
        header.addAll(evaluation.classes());
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < evaluation.classes().size(); row++) {
            List<String> cells = new ArrayList<>(List.of(evaluation.classes().get(row)));
            for (long count : evaluation.confusion()[row]) {
                cells.add(Numbers.value(count));
            }
            rows.add(Collections.unmodifiableList(cells));
        }
        text.table(header, 1, rows);
    }

    private void failures(Markdown text) {
        text.heading(level + 1, "Failures").paragraph(Captions.failures(study));
        List<List<String>> rows = new ArrayList<>();
        for (FailureGroup group : study.failures()) {
            rows.add(List.of(
                    group.reason().label().replace('_', ' '),
                    Names.inSentence(group.message()),
                    String.valueOf(group.trials().size())));
        }
        text.table(List.of("Reason", "First message", "Trials"), 2, rows);
    }

    private void repeat(Markdown text) {
        List<String> lines = new ArrayList<>();
        commands.repeat().ifPresent(lines::add);
        study.best().flatMap(best -> commands.train(best.trial().number())).ifPresent(lines::add);
        lines.add(commands.report());
        text.heading(level + 1, "To repeat the search, train its winner, and write this report");
        text.code("sh", String.join("\n", lines));
    }
}
