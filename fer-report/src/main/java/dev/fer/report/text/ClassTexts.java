package dev.fer.report.text;

import dev.fer.report.data.BestTrial;
import dev.fer.report.data.ClassCounts;
import dev.fer.report.data.DuplicateCounts;
import dev.fer.report.data.Evaluation;
import dev.fer.report.data.Proportion;
import dev.fer.report.data.StudyData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is said about classes and their samples: what is missing, what stands twice, what is mixed up. */
public final class ClassTexts {
    private static final int MOST_CONFUSIONS = 3;

    private ClassTexts() {}

    /** Says what the counts mean for the figures: classes without samples, samples that stand twice. */
    public static List<String> findings(StudyData study, ClassCounts counts) {
        List<String> findings = new ArrayList<>();
        for (String split : counts.splits().keySet()) {
            List<String> absent = counts.classes().stream()
                    .filter(name -> counts.count(split, name) == 0)
                    .map(Names::inSentence)
                    .toList();
            if (!absent.isEmpty()) {
                findings.add(Names.inSentence(split) + " holds no sample of " + Names.list(absent)
                        + (split.equals(study.judgedSplit()) ? ": how well it is told cannot be known." : "."));
            }
        }
        counts.duplicates().ifPresent(duplicates -> duplicates(findings, study, counts, duplicates));
        return findings;
    }

    private static void duplicates(
            List<String> findings, StudyData study, ClassCounts counts, DuplicateCounts duplicates) {
        if (duplicates.groups() == 0) {
            findings.add("No two samples are identical.");
            return;
        }
        List<String> across = duplicates.across().stream()
                .filter(crossing -> crossing.groups() > 0)
                .map(crossing -> Numbers.value(crossing.groups()) + " in "
                        + Names.list(crossing.splits().stream()
                                .map(Names::inSentence)
                                .toList()))
                .toList();
        findings.add(Numbers.count(duplicates.groups(), "group") + " of identical samples, "
                + Numbers.count(duplicates.samples(), "sample") + " in all"
                + (across.isEmpty() ? ", each within one split." : "; " + Names.list(across) + " at once."));
        duplicates.seen().forEach((split, seen) -> {
            if (seen > 0) {
                findings.add(seen(split, seen, counts.total(split))
                        + (split.equals(study.judgedSplit())
                                ? unseen(study, duplicates, counts.total(split)).orElse("")
                                : ""));
            }
        });
        if (duplicates.conflicting() > 0) {
            findings.add(Numbers.count(duplicates.conflicting(), "group") + " of identical samples "
                    + (duplicates.conflicting() == 1 ? "carries" : "carry")
                    + " different labels: no model can be right about all of them.");
        }
    }

    private static String seen(String split, long seen, long total) {
        String share = total == 0
                ? Numbers.count(seen, "sample") + " of " + Names.inSentence(split)
                : Numbers.value(seen) + " of the " + Numbers.count(total, "sample") + " of " + Names.inSentence(split)
                        + " (" + Numbers.percent(seen / (double) total) + ")";
        return share + " stand" + (seen == 1 ? "s" : "") + " in training too, where a model may learn "
                + (seen == 1 ? "it" : "them") + " by heart.";
    }

    private static Optional<String> unseen(StudyData study, DuplicateCounts duplicates, long total) {
        return study.evaluation()
                .map(Evaluation::accuracy)
                .flatMap(accuracy -> duplicates.unseen(study.judgedSplit(), accuracy, total))
                .map(unseen -> " If it is right about all of these for that reason alone, " + Winner.of(study)
                        + " is right about "
                        + Numbers.percent(unseen.value()) + " of the other " + Numbers.value(unseen.samples())
                        + " ("
                        + interval(unseen) + ").");
    }

    private static String interval(Proportion proportion) {
        return "95\u00a0% interval " + Numbers.percent(proportion.low()) + " to " + Numbers.percent(proportion.high());
    }

    /** Says which classes are taken for which others most often; blank where none is. */
    public static String confusions(Evaluation evaluation) {
        List<String> most = evaluation.confusions().stream()
                .limit(MOST_CONFUSIONS)
                .map(found -> Names.inSentence(found.label()) + " for " + Names.inSentence(found.answer()) + " ("
                        + Numbers.value(found.count()) + ", " + Numbers.percent(found.share()) + " of all "
                        + Names.inSentence(found.label()) + ")")
                .toList();
        return most.isEmpty()
                ? "No class is taken for another."
                : "Most often taken for another: " + Names.list(most) + ".";
    }

    /** Returns a class's interval of recall, rounded outwards: 49 to 74 %; a dash without samples. */
    public static String recallInterval(Evaluation evaluation, int row) {
        return evaluation
                .recall(row)
                .map(recall -> (int) Math.floor(100 * recall.low()) + " to "
                        + Numbers.wholePercent(Math.ceil(100 * recall.high()) / 100))
                .orElse(Numbers.NONE);
    }

    /** Returns an area under a curve with three decimals, so that areas stand in line; a dash where there is none. */
    public static String area(double area) {
        return Double.isFinite(area) ? String.format(Locale.ROOT, "%.3f", area) : Numbers.NONE;
    }

    /** Says what the samples that were read wrongly are. */
    public static String misread(StudyData study, Evaluation evaluation) {
        String trial = study.best()
                .map(BestTrial::trial)
                .map(best -> " of trial " + best.number())
                .orElse("");
        return "The surest mistakes" + trial + " on " + Names.inSentence(study.judgedSplit())
                + ": of each class the samples that got the highest probability of another one. Look here for wrong"
                + " labels before blaming the model.";
    }

    /** Says how to see the samples that were read wrongly. */
    public static String misreadWithout(Evaluation evaluation) {
        return "The trial kept which " + Numbers.count(evaluation.misread().size(), "sample")
                + " it mistook most surely; a report written with images shows them.";
    }
}
