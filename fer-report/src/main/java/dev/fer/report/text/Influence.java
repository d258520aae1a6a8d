package dev.fer.report.text;

import dev.fer.report.data.ParameterColumn;
import dev.fer.report.data.StudyData;
import java.util.List;

/** Which parameters matter. The one place that decides by which measure the words speak of it: association. */
final class Influence {
    /** With fewer complete trials, what seems to matter may be chance. */
    static final int ENOUGH_TRIALS = 30;

    private static final double NOTABLE = 0.3;
    private static final double NONE = 0.05;
    private static final int NAMED = 3;

    private Influence() {}

    /** Returns the parameters that matter most, the first most of all. */
    static List<ParameterColumn> strongest(StudyData study) {
        return study.varying().stream()
                .filter(column -> Math.abs(column.association().orElse(0)) >= NOTABLE)
                .limit(NAMED)
                .toList();
    }

    /**
     * Returns the choices that do not seem to matter at all; none while there is too little data to say so. Numbers are
     * never among them: a rank correlation does not see an optimum in the middle of a range.
     */
    static List<ParameterColumn> negligible(StudyData study) {
        return study.ranking().size() < ENOUGH_TRIALS
                ? List.of()
                : study.varying().stream()
                        .filter(column -> !column.isNumber() && !column.ordered())
                        .filter(column -> column.association().isPresent()
                                && Math.abs(column.association().getAsDouble()) < NONE)
                        .limit(NAMED)
                        .toList();
    }

    /** Returns which way a parameter's good values lie, where it has a way: higher is better. */
    static String direction(StudyData study, ParameterColumn column) {
        if (!column.isNumber() && !column.ordered()) {
            return "";
        }
        boolean higher = study.goal().direction().loss(column.association().orElse(0)) < 0;
        return higher ? " (higher is better)" : " (lower is better)";
    }
}
