package dev.fer.report.data;

import dev.fer.search.Goal;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.store.StudyRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One study as the panels need it. Immutable and thread-safe.
 *
 * @param study the study as stored
 * @param trials all trials by number
 * @param history each trial's value and when it was reached, aligned with the trials
 * @param progress how many trials are in which state, and the time they took
 * @param best the best complete trial; empty while there is none
 * @param parameters the searched parameters as columns aligned with the trials, those most associated with the
 *     goal first
 * @param curves one set for each reported metric, that of the goal first; empty where nothing was reported
 * @param evaluation the best trial's confusion matrix, if it kept one
 * @param failures failed trials grouped by what they died of, the largest group first
 * @param classCounts how many samples of each class the data has, if the study recorded it
 * @param costs what trials' values are paid with, where it differs between them
 */
public record StudyData(
        StudyRecord study,
        List<Trial> trials,
        ValueHistory history,
        Progress progress,
        Optional<BestTrial> best,
        List<ParameterColumn> parameters,
        List<CurveSet> curves,
        Optional<Evaluation> evaluation,
        List<FailureGroup> failures,
        Optional<ClassCounts> classCounts,
        List<Cost> costs) {

    /** Copies the lists. */
    public StudyData {
        trials = List.copyOf(trials);
        parameters = List.copyOf(parameters);
        curves = List.copyOf(curves);
        failures = List.copyOf(failures);
        costs = List.copyOf(costs);
    }

    /**
     * Computes what is shown of a study.
     *
     * @param trials in any order
     * @param reports what the trials reported, by trial number; trials that reported nothing may be missing
     */
    public static StudyData of(StudyRecord study, List<Trial> trials, Map<Integer, List<Report>> reports) {
        Goal goal = study.definition().goal();
        List<Trial> sorted =
                trials.stream().sorted(Comparator.comparingInt(Trial::number)).toList();
        ValueHistory history = ValueHistory.of(goal, sorted, study.created());
        Optional<Trial> winner = history.best().map(sorted::get);
        Optional<Evaluation> evaluation = winner.flatMap(Evaluation::of);
        Optional<ClassCounts> counts = ClassCounts.of(study.provenance());
        return new StudyData(
                study,
                sorted,
                history,
                Progress.of(study, sorted, reports),
                BestTrial.of(goal, sorted, history, judged(goal, evaluation, counts)),
                ParameterColumn.of(study.definition().space(), sorted, history),
                CurveSet.of(goal, sorted, history, reports),
                evaluation,
                FailureGroup.of(sorted),
                counts,
                Cost.of(goal, sorted, history));
    }

    /** The number of samples behind a value of the goal: those evaluated, else those of the split it names. */
    private static OptionalLong judged(Goal goal, Optional<Evaluation> evaluation, Optional<ClassCounts> counts) {
        if (evaluation.isPresent()) {
            return OptionalLong.of(evaluation.get().total());
        }
        long samples = counts.map(found -> found.total(split(goal))).orElse(0L);
        return samples > 0 ? OptionalLong.of(samples) : OptionalLong.empty();
    }

    /** Returns the split that the goal is measured on: what its metric's name begins with, blank if with none. */
    public String judgedSplit() {
        return split(goal());
    }

    /** Returns a value of the goal as a share of the samples that trials are judged by, if it is one. */
    Optional<Proportion> proportion(double value) {
        OptionalLong samples = judged(goal(), evaluation, classCounts);
        boolean isShare = goal().metric().endsWith("accuracy") && value >= 0 && value <= 1;
        return isShare && samples.isPresent()
                ? Optional.of(Proportion.of(value, samples.getAsLong()))
                : Optional.empty();
    }

    private static String split(Goal goal) {
        return goal.metric().substring(0, Math.max(0, goal.metric().indexOf('.')));
    }

    /** Returns the study's name. */
    public String name() {
        return study.name();
    }

    /** Returns the goal by which trials are ranked. */
    public Goal goal() {
        return study.definition().goal();
    }

    /** Returns the columns whose values differ between trials. */
    public List<ParameterColumn> varying() {
        return parameters.stream().filter(ParameterColumn::varies).toList();
    }

    /** Returns the positions of the best complete trials in {@link #trials()}, the best first. */
    public List<Integer> ranking() {
        return history.ranking();
    }

    /** Returns the accuracy that always naming the most frequent class reaches, if the goal is an accuracy. */
    public OptionalDouble majority() {
        if (!goal().metric().endsWith("accuracy")) {
            return OptionalDouble.empty();
        }
        if (evaluation.isPresent()) {
            return OptionalDouble.of(evaluation.get().majority());
        }
        String split = split(goal());
        return classCounts.map(counts -> counts.majority(split)).orElse(OptionalDouble.empty());
    }
}
