package dev.fer.report.text;

import dev.fer.report.data.ParameterColumn;
import dev.fer.report.data.StudyData;
import dev.fer.search.importance.Importance;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which parameters matter. The one place that decides by which measure the words speak of it: by the share of the
 * variation that each explains, where the forest behind these shares can be trusted, else by association.
 */
final class Influence {
    /** With fewer complete trials, all runs of a configuration being one, what seems to matter may be chance. */
    private static final int ENOUGH_TRIALS = 30;

    private static final double NOTABLE_SHARE = 0.1;
    private static final double NO_SHARE = 0.005;
    private static final double NOTABLE = 0.3;
    private static final double NONE = 0.05;
    private static final int NAMED = 3;

    private Influence() {}

    /** Tells whether there is too little yet to say what matters. */
    static boolean isEarly(StudyData study) {
        return study.mainEffects().importance().available() < ENOUGH_TRIALS;
    }

    /** Returns what there is to judge by: complete trials or, where some were run again, configurations. */
    static String evidence(StudyData study) {
        int available = study.mainEffects().importance().available();
        return Numbers.count(available, available < study.ranking().size() ? "configuration" : "complete trial");
    }

    /** Returns the parameters that matter most, the first most of all. */
    static List<ParameterColumn> strongest(StudyData study) {
        return study.mainEffects().isTrusted()
                ? byShare(study, share -> share.mean() >= NOTABLE_SHARE)
                : study.varying().stream()
                        .filter(column -> Math.abs(column.association().orElse(0)) >= NOTABLE)
                        .limit(NAMED)
                        .toList();
    }

    /**
     * Returns parameters that do not seem to matter at all; none while there is too little data to say so. Without a
     * forest to be trusted, numbers are never among them: a rank correlation does not see an optimum in the middle of a
     * range.
     */
    static List<ParameterColumn> negligible(StudyData study) {
        if (isEarly(study)) {
            return List.of();
        }
        return study.mainEffects().isTrusted()
                ? byShare(study, share -> share.mean() < NO_SHARE && pairs(study, share.parameter()) < NO_SHARE)
                : study.varying().stream()
                        .filter(column -> !column.isNumber() && !column.ordered())
                        .filter(column -> column.association().isPresent()
                                && Math.abs(column.association().getAsDouble()) < NONE)
                        .limit(NAMED)
                        .toList();
    }

    private static List<ParameterColumn> byShare(StudyData study, Predicate<Importance.Share> which) {
        return study.mainEffects().importance().parameters().stream()
                .filter(which)
                .flatMap(share -> study.column(share.parameter()).stream())
                .filter(ParameterColumn::varies)
                .limit(NAMED)
                .toList();
    }

    /** The most that a parameter explains together with another one. */
    private static double pairs(StudyData study, String parameter) {
        return study.mainEffects().importance().pairs().stream()
                .filter(pair -> pair.first().equals(parameter) || pair.second().equals(parameter))
                .mapToDouble(Importance.PairShare::mean)
                .max()
                .orElse(0);
    }

    /** Returns which way a parameter's good values lie, where it has a way: higher is better. */
    static String direction(StudyData study, ParameterColumn column) {
        double association = column.association().orElse(0);
        boolean hasNoWay = !column.isNumber() && !column.ordered();
        if (hasNoWay || Math.abs(association) < NOTABLE) {
            return "";
        }
        boolean higher = study.goal().direction().loss(association) < 0;
        return higher ? " (higher is better)" : " (lower is better)";
    }
}
