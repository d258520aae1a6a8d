package dev.fer.report.data;

import dev.fer.search.Goal;
import dev.fer.search.TrialState;
import dev.fer.search.space.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Several studies side by side, judged at the same budget: a study that merely ran longer is not better.
 *
 * @param sameGoal whether all studies pursue the same goal; otherwise values cannot be compared
 * @param trials the budget in finished trials that all studies have spent
 * @param compute the budget in compute time that all studies have spent
 * @param rows one for each study
 * @param winners the best trials' parameters
 * @param spaces the parameters' ranges
 */
public record Comparison(
        boolean sameGoal, int trials, Duration compute, List<Row> rows, List<Side> winners, List<Side> spaces) {

    /**
     * One study.
     *
     * @param best the best value of all its trials
     * @param atTrials the best value within the common number of trials
     * @param atCompute the best value within the common compute time
     */
    public record Row(
            String study,
            Goal goal,
            Progress progress,
            OptionalDouble best,
            OptionalDouble atTrials,
            OptionalDouble atCompute) {}

    /**
     * One parameter in all studies.
     *
     * @param name the parameter's
     * @param values one for each study, a scalar or a range in words; empty where its winner or space lacks it
     */
    public record Side(String name, List<Optional<Object>> values) {
        /** Copies the values. */
        public Side {
            values = List.copyOf(values);
        }

        /** Tells whether studies differ in it. */
        public boolean differs() {
            return values.stream().distinct().count() > 1;
        }
    }

    /** Copies the lists. */
    public Comparison {
        rows = List.copyOf(rows);
        winners = List.copyOf(winners);
        spaces = List.copyOf(spaces);
    }

    static Comparison of(List<StudyData> studies) {
        boolean sameGoal = studies.stream().map(StudyData::goal).distinct().count() == 1;
        int trials = studies.stream()
                .mapToInt(study -> study.progress().finished())
                .min()
                .orElse(0);
        Duration compute = studies.stream()
                .map(study -> study.progress().computeTime())
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
        List<Row> rows =
                studies.stream().map(study -> row(study, trials, compute)).toList();
        return new Comparison(
                sameGoal,
                trials,
                compute,
                rows,
                sides(studies, Comparison::winnersNames, Comparison::winnersValue),
                sides(studies, Comparison::spaceNames, Comparison::spaceRange));
    }

    private static Row row(StudyData study, int trials, Duration compute) {
        return new Row(
                study.name(),
                study.goal(),
                study.progress(),
                study.best().map(best -> OptionalDouble.of(best.value())).orElse(OptionalDouble.empty()),
                bestWithin(study, trials, Double.POSITIVE_INFINITY),
                bestWithin(study, Integer.MAX_VALUE, compute.toNanos() / 1e9));
    }

    /** The best value among the first finished trials, by number, that fit both budgets. */
    private static OptionalDouble bestWithin(StudyData study, int trials, double seconds) {
        int finished = 0;
        double best = Double.NaN;
        for (int i = 0; i < study.trials().size(); i++) {
            TrialState state = study.trials().get(i).state();
            finished += state.isFinished() ? 1 : 0;
            if (finished > trials || study.history().compute()[i] > seconds * (1 + 1e-9)) {
                break;
            }
            double value = study.history().values()[i];
            boolean better = study.goal().direction().loss(value)
                    < (Double.isNaN(best)
                            ? Double.POSITIVE_INFINITY
                            : study.goal().direction().loss(best));
            if (state == TrialState.COMPLETE && better) {
                best = value;
            }
        }
        return Double.isNaN(best) ? OptionalDouble.empty() : OptionalDouble.of(best);
    }

    private static List<Side> sides(
            List<StudyData> studies,
            Function<StudyData, Set<String>> names,
            BiFunction<StudyData, String, Optional<Object>> value) {
        Set<String> all = new LinkedHashSet<>();
        studies.forEach(study -> all.addAll(names.apply(study)));
        List<Side> sides = new ArrayList<>();
        for (String name : all) {
            sides.add(new Side(
                    name,
                    studies.stream().map(study -> value.apply(study, name)).toList()));
        }
        return sides;
    }

    private static Set<String> winnersNames(StudyData study) {
        return study.best()
                .flatMap(best -> best.trial().configuration())
                .map(found -> found.names())
                .orElse(Set.of());
    }

    private static Optional<Object> winnersValue(StudyData study, String name) {
        return study.best().flatMap(best -> best.trial().configuration()).flatMap(found -> found.find(name));
    }

    private static Set<String> spaceNames(StudyData study) {
        Set<String> names = new LinkedHashSet<>();
        study.study().definition().space().parameters().forEach(parameter -> names.add(parameter.name()));
        return names;
    }

    private static Optional<Object> spaceRange(StudyData study, String name) {
        return study.study().definition().space().parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .<Object>map(Parameter::allowed)
                .findFirst();
    }
}
