package dev.fer.report.text;

import dev.fer.report.data.BestTrial;
import dev.fer.report.data.CurveSet;
import dev.fer.report.data.LateGain;
import dev.fer.report.data.ParameterColumn;
import dev.fer.report.data.Pareto;
import dev.fer.report.data.Progress;
import dev.fer.report.data.RangeEnd;
import dev.fer.report.data.StudyData;
import dev.fer.search.TrialState;
import dev.fer.search.definition.Components;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.run.Standings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What to try next, by rules that the data of a study can decide. The most urgent comes first: what keeps the search
 * from working, what it lacks, where something better may lie, what would make sure of the winner.
 */
public final class NextSteps {
    private static final int MOST = 6;
    private static final int RUNS_PER_STARTUP = 3;
    private static final int ENOUGH_FOR_A_STANDSTILL = 20;
    private static final int CONTENDERS = 4;
    private static final int MORE_RUNS = 2;
    private static final double STILL_LEARNING = 0.05;
    private static final String EPOCHS = "epochs";

    private final StudyData study;
    private final Commands commands;

    private NextSteps(Commands commands) {
        this.study = commands.study();
        this.commands = commands;
    }

    /** Returns what to try next with a study, the most urgent first; empty if nothing comes to mind. */
    public static List<NextStep> of(Commands commands) {
        NextSteps steps = new NextSteps(commands);
        List<NextStep> found = new ArrayList<>(FailureCures.of(commands));
        Stream.<Function<NextSteps, Optional<NextStep>>>of(
                        NextSteps::goOn,
                        NextSteps::learnAnything,
                        NextSteps::moreTrials,
                        NextSteps::wider,
                        NextSteps::moreEpochs,
                        NextSteps::repeatTheBest,
                        NextSteps::standstill,
                        NextSteps::fix,
                        NextSteps::judgeOnce)
                .flatMap(rule -> rule.apply(steps).stream())
                .forEach(found::add);
        return found.stream().limit(MOST).toList();
    }

    private Optional<NextStep> goOn() {
        Progress progress = study.progress();
        int open = progress.open();
        Budget budget = study.study().definition().budget();
        boolean spent = (budget.epochs().isPresent()
                        && progress.steps() >= budget.epochs().getAsInt())
                || Standings.of(study.study().definition(), study.trials())
                        .limit(budget)
                        .isPresent();
        if (spent || (open == 0 && progress.total() > 0)) {
            return Optional.empty();
        }
        return Optional.of(new NextStep(
                progress.total() == 0 ? "Run the search" : "Let the search end",
                progress.total() == 0
                        ? "No trial has been started yet."
                        : Numbers.count(open, "trial") + (open == 1 ? " is" : " are")
                                + " not finished; unless the search still runs, they go on from their last step.",
                isQueuedBeyondTheBudget() ? commands.resume(progress.total()) : commands.resume()));
    }

    private boolean isQueuedBeyondTheBudget() {
        OptionalInt trials = study.study().definition().budget().trials();
        return trials.isPresent()
                && study.progress().total() > trials.getAsInt()
                && study.progress().count(TrialState.QUEUED) > 0;
    }

    /** A best value that the most frequent class would reach too. */
    private Optional<NextStep> learnAnything() {
        if (study.best().isEmpty() || study.majority().isEmpty()) {
            return Optional.empty();
        }
        double value = study.best().get().value();
        double majority = study.majority().getAsDouble();
        return value > majority * 1.02
                ? Optional.empty()
                : Optional.of(new NextStep(
                        "Find out why nothing is learned",
                        Winner.first(study) + ", with " + Numbers.value(value)
                                + ", is no better than always naming the most frequent class ("
                                + Numbers.value(majority)
                                + "): lower learning rates, or look at the data and its labels.",
                        Optional.of(commands.show(study.best().get().trial().number()))));
    }

    private Optional<NextStep> moreTrials() {
        SearchDefinition definition = study.study().definition();
        String sampler = definition.sampler().type();
        int startup = startup(definition).orElse(0);
        int begun = study.progress().total() - study.progress().count(TrialState.QUEUED);
        int wanted = RUNS_PER_STARTUP * startup;
        return startup == 0 || study.progress().finished() == 0 || begun >= wanted || study.hasOnlyFailures()
                ? Optional.empty()
                : Optional.of(new NextStep(
                        "Go on to " + wanted + " trials",
                        Names.inSentence(sampler) + " draws its first " + startup
                                + " trials at random; with " + begun
                                + " it has hardly begun to use what it learned.",
                        commands.resume(wanted)));
    }

    private static Optional<Integer> startup(SearchDefinition definition) {
        return Components.SAMPLERS
                .find(definition.sampler().type())
                .flatMap(type ->
                        Optional.ofNullable(type.values(definition.sampler()).get("startup_trials")))
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).intValue());
    }

    private Optional<NextStep> wider() {
        List<RangeEnd> ends = study.ranking().size() < 5
                ? List.of()
                : RangeEnd.of(study).stream().limit(3).toList();
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        List<String> ranges = ends.stream()
                .map(end -> Names.inSentence(end.parameter()) + " to " + Numbers.value(end.low()) + " .. "
                        + Numbers.value(end.high()))
                .toList();
        List<String> at = ends.stream()
                .map(end -> Numbers.value(end.best()) + " at the " + (end.upper() ? "upper" : "lower") + " end of "
                        + Names.inSentence(end.parameter()))
                .toList();
        return Optional.of(new NextStep(
                "Widen the range of " + Names.list(ranges),
                Winner.first(study) + " has " + Names.list(at)
                        + ": something better may lie beyond. Change the file before the second command; what was"
                        + " learned is taken over.",
                commands.again(
                        "wider",
                        " --from " + study.name() + " --trials "
                                + 2 * study.progress().finished() + moreEpochsThanTakenOver())));
    }

    /** What is taken over counts: a budget of epochs would be spent from the beginning. */
    private String moreEpochsThanTakenOver() {
        OptionalInt budget = study.study().definition().budget().epochs();
        return budget.isEmpty()
                ? ""
                : " --total-epochs " + (budget.getAsInt() + study.progress().steps());
    }

    private Optional<NextStep> moreEpochs() {
        Optional<CurveSet.Curve> curve = bestCurve();
        double late =
                curve.map(found -> LateGain.of(found, study.goal().direction())).orElse(0.0);
        if (late < STILL_LEARNING) {
            return Optional.empty();
        }
        int last = IntStream.of(curve.orElseThrow().steps()).max().orElseThrow();
        Optional<Object> epochs =
                Optional.ofNullable(study.study().definition().training().get(EPOCHS));
        boolean endedBefore = epochs.filter(most -> most instanceof Number number && last < number.intValue())
                .isPresent();
        if (endedBefore) {
            return Optional.empty();
        }
        return Optional.of(new NextStep(
                "Let trials run longer, for instance " + 2 * last + " steps instead of " + last,
                Winner.first(study) + " was still learning when it ended: " + Numbers.wholePercent(late)
                        + " of its gain came in the last quarter.",
                epochs.isPresent() ? commands.again("longer", " --epochs " + 2 * last) : Optional.empty()));
    }

    private Optional<CurveSet.Curve> bestCurve() {
        return study.best()
                .flatMap(best -> study.curves().stream()
                        .filter(set -> set.metric().equals(study.goal().metric()))
                        .flatMap(set -> set.curves().stream())
                        .filter(curve -> curve.trial() == best.trial().number())
                        .findFirst());
    }

    private Optional<NextStep> repeatTheBest() {
        List<Integer> rivals = study.best().map(BestTrial::rivals).orElse(List.of());
        if (rivals.isEmpty()
                || study.pareto().isPresent()
                || study.study().definition().repeats().count() > 1
                || study.best().flatMap(BestTrial::repeats).isPresent()) {
            return Optional.empty();
        }
        List<Integer> contenders = Stream.concat(
                        study.best().stream().map(best -> best.trial().number()), rivals.stream())
                .limit(CONTENDERS)
                .toList();
        return Optional.of(new NextStep(
                "Repeat the best " + contenders.size() + " under other seeds",
                "They lie within the interval of the best value, so their order is not settled; " + (MORE_RUNS + 1)
                        + " runs each show what is skill and what is luck.",
                commands.retry(contenders, MORE_RUNS)));
    }

    private Optional<NextStep> standstill() {
        OptionalInt improved = lastImprovement();
        int finished = study.progress().finished();
        if (improved.isEmpty() || finished < ENOUGH_FOR_A_STANDSTILL) {
            return Optional.empty();
        }
        int last = improved.getAsInt();
        long later = Captions.finishedAfter(study, last);
        return later <= finished / 2
                ? Optional.empty()
                : Optional.of(new NextStep(
                        "Stop here, or change what is searched",
                        "Trial " + study.trials().get(last).number() + " was the last to improve, and "
                                + Numbers.count(later, "later trial")
                                + " did not: more of the same will hardly help.",
                        Optional.empty()));
    }

    /** Returns where the best value was found or, with several goals, what no other trial beats in all. */
    private OptionalInt lastImprovement() {
        IntStream improvements = study.pareto().isEmpty()
                ? study.history().improvements().stream().mapToInt(Integer::intValue)
                : study.pareto().flatMap(Pareto::growth).stream()
                        .flatMapToInt(growth -> IntStream.of(growth.trials()).map(study::position));
        return improvements.max();
    }

    /** With several goals what one of them does not feel may decide another one. */
    private Optional<NextStep> fix() {
        Optional<Integer> best = study.pareto().isEmpty() ? study.winner() : Optional.empty();
        List<ParameterColumn> negligible = best.isEmpty()
                ? List.of()
                : Influence.negligible(study).stream()
                        .filter(column -> Double.isFinite(column.codes()[best.get()]))
                        .toList();
        if (negligible.isEmpty()) {
            return Optional.empty();
        }
        List<String> values = negligible.stream()
                .map(column -> Names.inSentence(column.name()) + " at " + value(column, column.codes()[best.get()]))
                .toList();
        return Optional.of(new NextStep(
                "Fix " + Names.list(values),
                (values.size() == 1 ? "It shows" : "They show") + " no influence over "
                        + Numbers.count(study.ranking().size(), "complete trial")
                        + ": the next search has less to look for.",
                Optional.empty()));
    }

    private static String value(ParameterColumn column, double code) {
        return column.isNumber()
                ? Numbers.value(code)
                : Names.inSentence(column.choices().get((int) code));
    }

    private Optional<NextStep> judgeOnce() {
        Map<TrialState, Integer> states = study.progress().states();
        return study.best()
                .flatMap(best -> commands.test(best.trial().number()))
                .map(command -> new NextStep(
                        "When nothing else is left to choose, judge "
                                + (study.pareto().isEmpty() ? "the winner" : Winner.of(study))
                                + " once on the test split",
                        "It is the best of " + states.getOrDefault(TrialState.COMPLETE, 0)
                                + " on the samples that it was chosen by, which flatters it.",
                        Optional.of(command)));
    }
}
