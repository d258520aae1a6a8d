package dev.fer.report.text;

import dev.fer.report.data.Effects;
import dev.fer.report.data.PairMap;
import dev.fer.report.data.ParameterColumn;
import dev.fer.report.data.StudyData;
import dev.fer.search.importance.Importance;
import dev.fer.search.importance.Importance.PairShare;
import dev.fer.search.importance.Importance.Share;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the parameters do to the goal, in words. */
public final class EffectCaptions {
    private static final double NEGLIGIBLE = 0.01;
    private static final int NAMED = 3;

    private EffectCaptions() {}

    /** Says which parameters matter, and how well that is known. */
    public static String importance(StudyData study) {
        Effects effects = study.mainEffects();
        Importance importance = effects.importance();
        if (!effects.isDrawn()) {
            return "There is nothing to tell yet.";
        }
        String metric = Names.inSentence(effects.goal().metric());
        List<Share> telling = importance.parameters().stream()
                .filter(share -> share.mean() >= NEGLIGIBLE)
                .limit(NAMED)
                .toList();
        if (telling.isEmpty()) {
            return "No parameter alone explains as much as 1" + Numbers.UNIT + "% of how " + metric
                    + " varies over the searched space. " + quality(importance);
        }
        List<String> shares = telling.stream()
                .map(share -> Names.inSentence(share.parameter())
                        + (share.equals(telling.get(0)) ? " explains " : " ")
                        + Numbers.wholePercent(share.mean()))
                .toList();
        String pair = importance.pairs().stream()
                .findFirst()
                .filter(found -> found.mean() >= NEGLIGIBLE)
                .map(EffectCaptions::pair)
                .orElse("");
        return "Of how " + metric + " varies over the searched space, " + Names.list(shares) + pair + ". "
                + quality(importance);
    }

    private static String pair(PairShare pair) {
        return "; " + Names.inSentence(pair.first()) + " and " + Names.inSentence(pair.second()) + " together another "
                + Numbers.wholePercent(pair.mean());
    }

    /** Says how far the model behind the shares can be believed. */
    private static String quality(Importance importance) {
        String fitted = importance.trials() == importance.available()
                ? Numbers.count(importance.trials(), "complete trial")
                : "a random " + Numbers.value(importance.trials()) + " of "
                        + Numbers.count(importance.available(), "complete trial");
        return "The random forest behind this, fitted to " + fitted + ", predicts trials that it has not seen "
                + grade(importance.quality()) + " (R² " + decimals(importance.quality()) + ").";
    }

    private static String grade(double quality) {
        if (quality >= 0.8) {
            return "well";
        }
        if (quality >= 0.5) {
            return "fairly well";
        }
        if (quality >= 0.2) {
            return "only roughly";
        }
        return quality > 0 ? "hardly better than their mean would" : "no better than their mean would";
    }

    /** Says why the shares should not be relied on, if they should not. */
    public static Optional<String> warning(Effects effects) {
        if (effects.isTrusted()) {
            return Optional.empty();
        }
        String reason = effects.importance()
                .caution()
                .orElse("the trials hardly let the metric be predicted from the parameters");
        String start = reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) + ".";
        return Optional.of(
                effects.isDrawn() ? start + " Take what follows as a hint of where to look, not as a finding." : start);
    }

    /** Says how the parameters are shown, and what the line among the dots is. */
    public static String slices(StudyData study) {
        int varying = study.varying().size();
        if (varying == 0) {
            return "No parameter differs between trials yet.";
        }
        Effects effects = study.mainEffects();
        String dots = "Each dot is a trial: its value over ";
        String averaged = "";
        if (varying == 1) {
            dots += "the one parameter that differed.";
        } else {
            dots += "one parameter, the most " + (effects.isTrusted() ? "important" : "associated with the goal")
                    + " first.";
            averaged = ", averaged over the whole range of all other parameters (so it may lie off the dots where a"
                    + " search kept to good regions)";
        }
        return effects.marginals().isEmpty()
                ? dots
                : dots + " The line is what the forest predicts" + averaged
                        + "; the band is one standard deviation of its trees to either side.";
    }

    /** Says what a map shows and where its best lies. */
    public static String map(StudyData study, PairMap map) {
        String metric = Names.inSentence(study.mainEffects().goal().metric());
        String pair = Names.inSentence(map.surface().first()) + " and "
                + Names.inSentence(map.surface().second());
        String best = map.best().isPresent()
                ? "is best, " + Numbers.value(map.surface().mean()[map.best().getAsInt()]) + ", near "
                        + place(study, map, " and ")
                : "lies far from all complete trials";
        String together = map.share() >= NEGLIGIBLE
                ? "the two explain " + Numbers.wholePercent(map.share()) + " beyond what each does alone"
                : "the two hardly interact";
        return "The predicted " + metric + " over " + pair + ", all else averaged out, " + best + "; " + together + ".";
    }

    /** Returns where the best prediction of a map lies, as {@code rate 0.001} and its like. */
    public static String place(StudyData study, PairMap map, String between) {
        if (map.best().isEmpty()) {
            return Numbers.NONE;
        }
        int cell = map.best().getAsInt();
        return value(study, map.surface().first(), map.firstCode(cell))
                + between
                + value(study, map.surface().second(), map.secondCode(cell));
    }

    private static String value(StudyData study, String parameter, double code) {
        ParameterColumn column = study.column(parameter).orElseThrow();
        String value = column.isNumber()
                ? Numbers.value(code)
                : Names.inSentence(column.choices().get((int) code));
        return Names.inSentence(parameter) + " " + value;
    }

    /** Says in which direction a parameter goes along with good values. */
    public static String direction(Effects effects, ParameterColumn column) {
        OptionalDouble association = column.association();
        if (association.isEmpty() || Math.abs(association.getAsDouble()) < 0.1) {
            return Numbers.NONE;
        }
        if (!column.ordered()) {
            return "choices differ";
        }
        return effects.goal().direction().loss(association.getAsDouble()) < 0 ? "higher is better" : "lower is better";
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replace('-', '−');
    }
}
