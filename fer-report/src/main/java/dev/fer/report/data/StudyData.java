package dev.fer.report.data;

import dev.fer.search.Goal;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.store.StudyRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;

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
 * @param effects what the parameters do to a goal's metric, of the first goal alone
 * @param curves one set for each reported metric, that of the goal first; empty where nothing was reported
 * @param evaluation the best trial's confusion matrix, if it kept one
 * @param failures failed trials grouped by what they died of, the largest group first
 * @param classCounts how many samples of each class the data has, if the study recorded it
 * @param costs what trials' values are paid with, where it differs between them
 * @param repeats configurations that were run several times; empty if none was to be
 * @param pareto the trade-offs found, if the study has several goals
 * @param timeline which worker was at which trial, and when
 * @param sources who chose each trial's configuration
 * @param pruning at which steps trials were stopped early, and why
 * @param sample which trials are drawn and listed: of very large studies not all
 */
public record StudyData(
        StudyRecord study,
        List<Trial> trials,
        ValueHistory history,
        Progress progress,
        Optional<BestTrial> best,
        List<ParameterColumn> parameters,
        List<Effects> effects,
        List<CurveSet> curves,
        Optional<Evaluation> evaluation,
        List<FailureGroup> failures,
        Optional<ClassCounts> classCounts,
        List<Cost> costs,
        Optional<Repeats> repeats,
        Optional<Pareto> pareto,
        Timeline timeline,
        Sources sources,
        Pruning pruning,
        Sample sample) {

    /** Copies the lists. */
    public StudyData {
        trials = List.copyOf(trials);
        parameters = List.copyOf(parameters);
        effects = List.copyOf(effects);
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
        return of(study, trials, shown -> reports);
    }

    /**
     * Computes what is shown of a study that may be too large to read all that it reported.
     *
     * @param trials in any order
     * @param reports returns what the trials of some numbers reported, by number; asked once, for the shown trials
     */
    public static StudyData of(
            StudyRecord study, List<Trial> trials, Function<List<Integer>, Map<Integer, List<Report>>> reports) {
        Goal goal = study.definition().goal();
        List<Trial> sorted =
                trials.stream().sorted(Comparator.comparingInt(Trial::number)).toList();
        ValueHistory history = ValueHistory.of(goal, sorted, Sources.beginning(study, sorted));
        Optional<Repeats> repeats = Repeats.of(study.definition(), sorted, history);
        Optional<Integer> winner = BestTrial.winner(history, repeats);
        Optional<Pareto> pareto = Pareto.of(study.definition(), sorted);
        List<Integer> means = Stream.concat(winner.stream(), pareto.stream().flatMap(found -> found.front().stream()))
                .toList();
        Sample sample = Sample.of(study.definition(), sorted, history, means);
        List<Trial> shown = sample.of(sorted);
        List<ParameterColumn> parameters = ParameterColumn.of(study.definition().space(), sorted, history);
        double[] complete = ParameterColumn.completeValues(sorted, history);
        CompletableFuture<Effects> effects =
                CompletableFuture.supplyAsync(() -> Effects.of(study.definition(), goal, sorted, parameters, complete));
        Map<Integer, List<Report>> shownReports =
                reports.apply(shown.stream().map(Trial::number).toList());
        Optional<Evaluation> evaluation = winner.map(sorted::get).flatMap(Evaluation::of);
        Optional<ClassCounts> counts = ClassCounts.of(study.provenance());
        Progress progress = Progress.of(study, sorted, shownReports);
        List<CurveSet> curves = CurveSet.of(goal, shown, history.shown(sample), shownReports);
        return new StudyData(
                study,
                sorted,
                history,
                progress,
                BestTrial.of(goal, sorted, history, repeats, judged(goal, evaluation, counts)),
                parameters,
                List.of(result(effects)),
                curves,
                evaluation,
                FailureGroup.of(sorted),
                counts,
                Cost.of(goal, sorted, history),
                repeats,
                pareto,
                Timeline.of(sorted, progress.lastChange()),
                Sources.of(study.definition(), sorted, history),
                Pruning.of(study.definition(), sorted),
                sample);
    }

    /** Waits for what is computed beside; it fails as if it had been computed here. */
    private static <T> T result(CompletableFuture<T> computing) {
        try {
            return computing.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /**
     * Returns this study with the columns of the trials that are drawn and listed; all that is told of the study as a
     * whole stays. Positions in the history and in columns are those of {@link #trials()} of the study returned.
     */
    public StudyData shown() {
        if (sample.isWhole()) {
            return this;
        }
        List<Trial> shown = sample.of(trials);
        ValueHistory shownHistory = history.shown(sample);
        return new StudyData(
                study,
                shown,
                shownHistory,
                progress,
                best,
                parameters.stream().map(column -> column.shown(sample)).toList(),
                effects,
                curves,
                evaluation,
                failures,
                classCounts,
                Cost.of(goal(), shown, shownHistory),
                Repeats.of(study.definition(), shown, shownHistory),
                pareto.map(found -> found.shown(sample)),
                Timeline.of(shown, progress.lastChange()),
                Sources.of(study.definition(), shown, shownHistory),
                pruning,
                sample);
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
        return Accuracies.isAccuracy(goal(), value) && samples.isPresent()
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

    /** Returns what the parameters do to the goal. */
    public Effects mainEffects() {
        return effects.get(0);
    }

    /** Returns all goals, at least one, in the order of the search file. */
    public List<Goal> goals() {
        return study.definition().goals();
    }

    /**
     * Returns the positions of the trials that no other one beats in all goals, by the first goal, the best first:
     * with several goals there is no single best trial. Empty for a study of one goal.
     */
    public List<Integer> front() {
        return pareto.map(Pareto::front).orElse(List.of());
    }

    /**
     * Returns the position of a trial.
     *
     * @throws IllegalArgumentException if there is no trial of this number
     */
    public int position(int number) {
        return Positions.of(trials, number);
    }

    /** Returns how the complete trials' values are spread; empty while there is none. */
    public Optional<Distribution> distribution() {
        return ranking().isEmpty()
                ? Optional.empty()
                : Optional.of(Distribution.of(
                        ranking().stream().map(i -> history.values()[i]).toList()));
    }

    /** Tells whether trials have ended, and all of them by failing. */
    public boolean hasOnlyFailures() {
        return progress.finished() > 0 && progress.count(TrialState.FAILED) == progress.finished();
    }

    /** Returns the position of the best trial, by the mean where configurations were repeated. */
    public Optional<Integer> winner() {
        return best.map(found -> position(found.trial().number()));
    }

    /** Returns the columns whose values differ between trials. */
    public List<ParameterColumn> varying() {
        return parameters.stream().filter(ParameterColumn::varies).toList();
    }

    /** Returns the column of a parameter. */
    public Optional<ParameterColumn> column(String parameter) {
        return parameters.stream()
                .filter(column -> column.name().equals(parameter))
                .findFirst();
    }

    /** Returns the positions of the best complete trials in {@link #trials()}, the best first. */
    public List<Integer> ranking() {
        return history.ranking();
    }

    /** Returns the accuracy that always naming the most frequent class reaches, if the goal is an accuracy. */
    public OptionalDouble majority() {
        if (!Accuracies.isAccuracy(goal())) {
            return OptionalDouble.empty();
        }
        if (evaluation.isPresent()) {
            return OptionalDouble.of(evaluation.get().majority());
        }
        String split = split(goal());
        return classCounts.map(counts -> counts.majority(split)).orElse(OptionalDouble.empty());
    }
}
