package dev.fer.report.text;

import dev.fer.report.data.ClassCounts;
import dev.fer.report.data.CurveSet;
import dev.fer.report.data.Evaluation;
import dev.fer.report.data.FailureGroup;
import dev.fer.report.data.ParameterColumn;
import dev.fer.report.data.Proportion;
import dev.fer.report.data.StudyData;
import dev.fer.search.TrialState;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One sentence for each panel that says what the eye would see in it. */
public final class Captions {
    /** Of so many trials that failed alike the numbers are told. */
    private static final int MOST_NUMBERS = 20;

    private Captions() {}

    /** Says how the best value came about. */
    public static String history(StudyData study) {
        List<Integer> improvements = study.history().improvements();
        if (improvements.isEmpty()) {
            return "No complete trial has a value yet.";
        }
        int last = improvements.get(improvements.size() - 1);
        int first = improvements.get(0);
        double[] values = study.history().values();
        String start = "The best " + Names.inSentence(study.goal().metric()) + " went from "
                + Numbers.value(values[first]) + " (trial "
                + study.trials().get(first).number() + ") to "
                + Numbers.value(values[last]);
        if (improvements.size() == 1) {
            return "The first complete trial was already the best, with " + Numbers.value(values[last]) + ".";
        }
        long since = finishedAfter(study, last);
        return start + " in " + Numbers.count(improvements.size() - 1, "improvement") + ", the last at trial "
                + study.trials().get(last).number() + "; "
                + (since == 0 ? "none has ended after it." : Numbers.count(since, "later trial") + " did not beat it.");
    }

    /** Returns how many trials behind a position have ended. */
    static long finishedAfter(StudyData study, int position) {
        return study.trials().stream()
                .skip(position + 1L)
                .filter(trial -> trial.state().isFinished())
                .count();
    }

    /** Says what separates good trials from the others. */
    public static String parallel(StudyData study) {
        List<ParameterColumn> known = associated(study);
        if (known.isEmpty()) {
            return "Too few complete trials to say which parameters go along with good values.";
        }
        List<String> names = known.stream()
                .limit(3)
                .map(column -> Names.inSentence(column.name()) + " (" + direction(study, column) + ")")
                .toList();
        String caution = study.ranking().size() < 30 ? "; with fewer than 30 complete trials this is a hint only" : "";
        return "Most associated with the goal: " + Names.list(names) + caution + ".";
    }

    private static String direction(StudyData study, ParameterColumn column) {
        double strength = column.association().orElseThrow();
        String size = String.format(Locale.ROOT, "%.2f", Math.abs(strength));
        if (!column.isNumber() && !column.ordered()) {
            return "strength " + size;
        }
        boolean higherIsBetter = study.goal().direction().loss(strength) < 0;
        return (higherIsBetter ? "higher is better, " : "lower is better, ") + size;
    }

    private static List<ParameterColumn> associated(StudyData study) {
        return study.varying().stream()
                .filter(column -> Math.abs(column.association().orElse(0)) >= 0.1)
                .toList();
    }

    /** Says how the best trial and the pruned ones learned. */
    public static String curves(StudyData study) {
        Optional<CurveSet> set = goalCurves(study);
        Optional<CurveSet.Curve> best = set.flatMap(found -> found.curves().stream()
                .filter(curve ->
                        study.best().stream().anyMatch(winner -> winner.trial().number() == curve.trial()))
                .findFirst());
        long pruned = study.progress().count(TrialState.PRUNED);
        String ended = pruned == 0 ? "" : "; " + Numbers.count(pruned, "curve") + " end early, where the pruner cut";
        int left = set.map(CurveSet::left).orElse(0);
        ended += left == 0
                ? ""
                : "; the curves of " + Numbers.count(left, "trial") + " are left out to keep this file small";
        ended += study.pruning().landmarks().isEmpty() ? "" : "; dashed lines mark where the pruner decides";
        String end = ended + ".";
        return best.map(curve -> Winner.first(study) + ", " + curve.trial() + ", ran "
                        + Numbers.count(curve.steps()[curve.steps().length - 1], "step") + end)
                .orElse("What the trials reported step by step" + end);
    }

    /** Names the trials that failed alike. */
    public static String numbers(FailureGroup group) {
        List<String> named =
                group.trials().stream().limit(MOST_NUMBERS).map(String::valueOf).toList();
        int more = group.trials().size() - named.size();
        return (group.trials().size() == 1 ? "trial " : "trials ")
                + (more > 0 ? String.join(", ", named) + " and " + more + " more" : Names.list(named));
    }

    private static Optional<CurveSet> goalCurves(StudyData study) {
        return study.curves().stream()
                .filter(set -> set.metric().equals(study.goal().metric()))
                .findFirst();
    }

    /** Says how well the best trial's classes were told apart. */
    public static String evaluation(Evaluation evaluation) {
        Proportion accuracy = evaluation.accuracy();
        List<Evaluation.ClassScore> scores = evaluation.scores().stream()
                .filter(score -> Double.isFinite(score.recall()))
                .sorted(Comparator.comparingDouble(Evaluation.ClassScore::recall))
                .toList();
        Evaluation.ClassScore worst = scores.get(0);
        Evaluation.ClassScore best = scores.get(scores.size() - 1);
        return "Accuracy " + Numbers.percent(accuracy.value()) + " (95\u00a0% interval "
                + Numbers.percent(accuracy.low())
                + " to " + Numbers.percent(accuracy.high()) + ") on " + Numbers.count(accuracy.samples(), "sample")
                + "; best told is " + Names.inSentence(best.name()) + " (" + Numbers.percent(best.recall())
                + " found), worst " + Names.inSentence(worst.name()) + " (" + Numbers.percent(worst.recall()) + ").";
    }

    /** Says how balanced the classes are. */
    public static String classCounts(ClassCounts counts) {
        String split = counts.splits().keySet().iterator().next();
        List<String> classes = counts.classes().stream()
                .sorted(Comparator.comparingLong(name -> counts.count(split, name)))
                .toList();
        String rare = classes.get(0);
        String common = classes.get(classes.size() - 1);
        if (counts.count(split, rare) == counts.count(split, common)) {
            return "In " + Names.inSentence(split) + ", each of the "
                    + Numbers.value(classes.size()) + " classes" + " has "
                    + Numbers.count(counts.count(split, rare), "sample") + ".";
        }
        return "In " + Names.inSentence(split) + ", " + Names.inSentence(common) + " is the most frequent class with "
                + Numbers.value(counts.count(split, common)) + " of " + Numbers.value(counts.total(split))
                + " samples, " + Names.inSentence(rare) + " the rarest with " + Numbers.value(counts.count(split, rare))
                + ".";
    }

    /** Says what went wrong most often. */
    public static String failures(StudyData study) {
        int failed = study.progress().count(TrialState.FAILED);
        if (study.failures().isEmpty()) {
            return "No trial failed.";
        }
        FailureGroup most = study.failures().get(0);
        if (study.failures().size() == 1) {
            return Numbers.count(failed, "trial") + " failed: " + Names.inSentence(most.message()) + ".";
        }
        return Numbers.count(failed, "trial") + " failed in "
                + Numbers.count(study.failures().size(), "way") + "; most often ("
                + most.trials().size() + "): " + Names.inSentence(most.message()) + ".";
    }
}
