package dev.fer.report.text;

import dev.fer.report.data.BestTrial;
import dev.fer.report.data.ParameterColumn;
import dev.fer.report.data.Progress;
import dev.fer.report.data.StudyData;
import dev.fer.search.Direction;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The first paragraph: what was searched, what won and how sure that is, what was pruned, what failed. */
public final class Summary {
    private Summary() {}

    /** Returns the sentences about one study, in the order in which they are read. */
    public static List<String> of(StudyData study) {
        List<String> sentences = new ArrayList<>();
        sentences.add(searched(study));
        sentences.add(won(study));
        certainty(study).ifPresent(sentences::add);
        edge(study).ifPresent(sentences::add);
        pruned(study.progress()).ifPresent(sentences::add);
        failed(study).ifPresent(sentences::add);
        open(study.progress()).ifPresent(sentences::add);
        return sentences;
    }

    private static String searched(StudyData study) {
        SearchDefinition definition = study.study().definition();
        String subject = definition
                .model()
                .map(model -> " of the model " + Names.inSentence(model))
                .orElse("");
        return "This study searched " + Numbers.count(study.parameters().size(), "parameter") + subject + " with "
                + Names.inSentence(definition.sampler().type()) + " for the "
                + (study.goal().direction() == Direction.MAXIMIZE ? "highest " : "lowest ")
                + Names.inSentence(study.goal().metric()) + ".";
    }

    private static String won(StudyData study) {
        Progress progress = study.progress();
        if (progress.total() == 0) {
            return "No trial has been started yet.";
        }
        if (progress.finished() == 0) {
            return "No trial has been finished yet.";
        }
        String effort = "After " + Numbers.count(progress.finished(), "finished trial") + " and "
                + Numbers.duration(progress.computeTime()) + " of computing, ";
        return study.best()
                .map(best -> effort + "trial " + best.trial().number() + " is the best with "
                        + Numbers.value(best.value()) + ".")
                .orElse(effort + "no trial has reached a value.");
    }

    private static Optional<String> certainty(StudyData study) {
        return study.best()
                .flatMap(best -> best.interval().map(interval -> {
                    String range = "On " + Numbers.count(interval.samples(), "sample")
                            + " the 95\u00a0% interval of that value is " + Numbers.value(round(interval.low()))
                            + " to "
                            + Numbers.value(round(interval.high()));
                    return range + rivals(best);
                }));
    }

    private static double round(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    private static String rivals(BestTrial best) {
        int rivals = best.rivals().size();
        if (rivals == 0) {
            return ", and no other trial lies within it.";
        }
        return ", and " + Numbers.count(rivals, "other trial") + (rivals == 1 ? " lies" : " lie")
                + " within it: the order among them is not settled by these samples.";
    }

    /** Numbers of the best trial that lie within 2 % of the end of their range: the optimum may lie beyond. */
    private static Optional<String> edge(StudyData study) {
        Optional<Integer> best = study.history().best();
        if (best.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = study.varying().stream()
                .filter(ParameterColumn::isNumber)
                .filter(column -> atEdge(column, column.codes()[best.get()]))
                .map(column -> Names.inSentence(column.name()))
                .limit(3)
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("Its " + Names.list(names) + (names.size() == 1 ? " lies" : " lie")
                        + " at the end of the searched range: a wider range may hold something better.");
    }

    private static boolean atEdge(ParameterColumn column, double code) {
        double low = column.log() ? Math.log(column.low()) : column.low();
        double high = column.log() ? Math.log(column.high()) : column.high();
        double at = ((column.log() ? Math.log(code) : code) - low) / (high - low);
        return at <= 0.02 || at >= 0.98;
    }

    private static Optional<String> pruned(Progress progress) {
        int pruned = progress.count(TrialState.PRUNED);
        if (pruned == 0) {
            return Optional.empty();
        }
        long all = progress.steps() + progress.stepsSaved();
        String saved = progress.stepsSaved() == 0
                ? ""
                : ", which saved about " + Numbers.value(progress.stepsSaved()) + " of " + Numbers.count(all, "step")
                        + " (" + Math.round(100.0 * progress.stepsSaved() / all) + Numbers.UNIT + "%)";
        return Optional.of(
                Numbers.count(pruned, "trial") + (pruned == 1 ? " was" : " were") + " pruned early" + saved + ".");
    }

    private static Optional<String> failed(StudyData study) {
        int failed = study.progress().count(TrialState.FAILED);
        if (failed == 0) {
            return Optional.empty();
        }
        List<String> reasons = study.failures().stream()
                .collect(Collectors.groupingBy(
                        group -> group.reason(),
                        TreeMap::new,
                        Collectors.summingInt(group -> group.trials().size())))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " × " + entry.getKey().label().replace('_', ' '))
                .toList();
        String why = reasons.isEmpty() ? "" : ": " + Names.list(reasons);
        return Optional.of(Numbers.count(failed, "trial") + " failed" + why + ".");
    }

    private static Optional<String> open(Progress progress) {
        int open = progress.total() - progress.finished();
        return open == 0
                ? Optional.empty()
                : Optional.of(Numbers.count(open, "trial") + (open == 1 ? " is" : " are")
                        + " not finished: this report shows the study as it was at its last change.");
    }

    /** Returns the state of a trial as a person reads it. */
    public static String state(Trial trial) {
        return trial.state().name().toLowerCase(Locale.ROOT);
    }
}
