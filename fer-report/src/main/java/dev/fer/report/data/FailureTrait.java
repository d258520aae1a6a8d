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
        int[] fails = IntStream.range(0, trials.size())
                .filter(i -> failed.contains(trials.get(i).number()))
                .toArray();
        int[] finished = IntStream.range(0, trials.size())
                .filter(i -> failed.contains(trials.get(i).number())
                        || trials.get(i).state() == TrialState.COMPLETE
                        || trials.get(i).state() == TrialState.PRUNED)
                .toArray();
        return study.varying().stream()
                .flatMap(column -> traits(column, finished, fails))
                .max(Comparator.comparingDouble(FailureTrait::sharpness));
    }

    /** Returns the traits of one parameter: it is looked at wherever a trial failed. */
    private static Stream<FailureTrait> traits(ParameterColumn column, int[] finished, int[] fails) {
        double[] having = sorted(column, finished);
        double[] failed = sorted(column, fails);
        return Arrays.stream(fails)
                .mapToDouble(i -> column.codes()[i])
                .filter(Double::isFinite)
                .distinct()
                .boxed()
                .flatMap(code -> conditions(column, code))
                .map(condition -> new FailureTrait(
                        column.name(), condition, count(column, condition, failed), count(column, condition, having)))
                .filter(trait -> trait.having < finished.length
                        && trait.failed >= MOST * trait.having
                        && trait.failed >= MOST * fails.length);
    }

    private static double[] sorted(ParameterColumn column, int[] positions) {
        return Arrays.stream(positions)
                .mapToDouble(i -> column.codes()[i])
                .filter(code -> !Double.isNaN(code))
                .sorted()
                .toArray();
    }

    private static Stream<Condition> conditions(ParameterColumn column, double code) {
        return column.isNumber()
                ? Stream.of(new Condition.AtLeast(code), new Condition.AtMost(code))
                : Stream.of(new Condition.Choice(column.choices().get((int) code)));
    }

    /** Counts the codes, sorted, for which a condition holds. */
    private static int count(ParameterColumn column, Condition condition, double[] codes) {
        if (condition instanceof Condition.AtLeast least) {
            return codes.length - Sorted.firstAtLeast(codes, least.bound());
        }
        if (condition instanceof Condition.AtMost most) {
            return Sorted.firstAtLeast(codes, Math.nextUp(most.bound()));
        }
        int choice =
                condition instanceof Condition.Choice found ? column.choices().indexOf(found.label()) : -1;
        return Sorted.firstAtLeast(codes, choice + 1) - Sorted.firstAtLeast(codes, choice);
    }

    /** How many failures it explains, less the trials it accuses wrongly. */
    private double sharpness() {
        return failed - 2.0 * (having - failed);
    }
}
