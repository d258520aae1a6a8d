package dev.fer.report.data;

import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What failed trials have in common that others have not: a parameter beyond a bound, or a choice. Most trials that
 * have it failed, and most that failed have it.
 *
 * @param parameter its name
 * @param condition what its value is like
 * @param failed how many of the failed trials have it
 * @param having how many finished trials have it
 */
public record FailureTrait(String parameter, Condition condition, int failed, int having) {
    private static final int LEAST_FAILURES = 3;
    private static final double MOST = 2 / 3.0;

    /** Where trials failed. */
    public sealed interface Condition {
        /** At this value and above. */
        record AtLeast(double bound) implements Condition {}

        /** At this value and below. */
        record AtMost(double bound) implements Condition {}

        /** With this choice. */
        record Choice(String label) implements Condition {}
    }

    /** Finds the trait of a group of failures that tells them from the others best, if there is any. */
    public static Optional<FailureTrait> of(StudyData study, FailureGroup group) {
        if (group.trials().size() < LEAST_FAILURES) {
            return Optional.empty();
        }
        Set<Integer> failed = new HashSet<>(group.trials());
        List<Trial> trials = study.trials();
        int[] finished = IntStream.range(0, trials.size())
                .filter(i -> failed.contains(trials.get(i).number())
                        || trials.get(i).state() == TrialState.COMPLETE
                        || trials.get(i).state() == TrialState.PRUNED)
                .toArray();
        boolean[] fails = new boolean[trials.size()];
        for (int i : finished) {
            fails[i] = failed.contains(trials.get(i).number());
        }
        return study.varying().stream()
                .flatMap(column -> conditions(column, finished, fails)
                        .flatMap(condition -> trait(column, condition, finished, fails).stream()))
                .max(Comparator.comparingDouble(FailureTrait::sharpness));
    }

    private static Stream<Condition> conditions(ParameterColumn column, int[] finished, boolean[] fails) {
        double[] codes = Arrays.stream(finished)
                .filter(i -> fails[i])
                .mapToDouble(i -> column.codes()[i])
                .filter(Double::isFinite)
                .distinct()
                .toArray();
        return column.isNumber()
                ? Arrays.stream(codes)
                        .boxed()
                        .flatMap(code -> Stream.of(new Condition.AtLeast(code), new Condition.AtMost(code)))
                : Arrays.stream(codes)
                        .mapToObj(code -> new Condition.Choice(column.choices().get((int) code)));
    }

    private static Optional<FailureTrait> trait(
            ParameterColumn column, Condition condition, int[] finished, boolean[] fails) {
        int[] having = Arrays.stream(finished)
                .filter(i -> holds(column, condition, column.codes()[i]))
                .toArray();
        int failed = (int) Arrays.stream(having).filter(i -> fails[i]).count();
        long all = Arrays.stream(finished).filter(i -> fails[i]).count();
        boolean told = having.length < finished.length && failed >= MOST * having.length && failed >= MOST * all;
        return told ? Optional.of(new FailureTrait(column.name(), condition, failed, having.length)) : Optional.empty();
    }

    private static boolean holds(ParameterColumn column, Condition condition, double code) {
        if (condition instanceof Condition.AtLeast least) {
            return code >= least.bound();
        }
        if (condition instanceof Condition.AtMost most) {
            return code <= most.bound();
        }
        return condition instanceof Condition.Choice choice
                && Double.isFinite(code)
                && column.choices().get((int) code).equals(choice.label());
    }

    /** How many failures it explains, less the trials it accuses wrongly. */
    private double sharpness() {
        return failed - 2.0 * (having - failed);
    }
}
