package dev.fer.report.text;

import dev.fer.report.data.BestTrial;
import dev.fer.report.data.Progress;
import dev.fer.report.data.StudyData;
import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The first paragraph: what was searched, what won and how sure that is, what matters, what was pruned and saved, what
 * failed. What to try next is told by {@link NextSteps}.
 */
public final class Summary {
    private Summary() {}

    /** Returns the sentences about one study, in the order in which they are read. */
    public static List<String> of(StudyData study) {
        List<String> sentences = new ArrayList<>();
        sentences.add(searched(study));
        sentences.add(won(study));
        repeats(study).ifPresent(sentences::add);
        certainty(study).ifPresent(sentences::add);
        matters(study).ifPresent(sentences::add);
        pruned(study.progress()).ifPresent(sentences::add);
        failed(study).ifPresent(sentences::add);
        open(study.progress()).ifPresent(sentences::add);
        SampleNote.of(study.sample()).ifPresent(sentences::add);
        return sentences;
    }

    private static String searched(StudyData study) {
        SearchDefinition definition = study.study().definition();
        String subject = definition
                .model()
                .map(model -> " of the model " + Names.inSentence(model))
                .orElse("");
        return "This study searched " + Numbers.count(study.parameters().size(), "parameter") + subject + " with "
                + Names.inSentence(definition.sampler().type()) + " for "
                + Names.list(definition.goals().stream().map(Summary::wanted).toList()) + ".";
    }

    private static String wanted(Goal goal) {
        return (goal.direction() == Direction.MAXIMIZE ? "the highest " : "the lowest ")
                + Names.inSentence(goal.metric());
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
        if (study.pareto().isPresent()) {
            String front = RunCaptions.front(study, study.pareto().get());
            return effort + Character.toLowerCase(front.charAt(0)) + front.substring(1);
        }
        return study.best()
                .map(best -> effort + "trial " + best.trial().number() + " is the best with "
                        + Numbers.value(best.value()) + ".")
                .orElse(effort + "no trial has reached a value.");
    }

    private static Optional<String> certainty(StudyData study) {
        return study.best()
                .flatMap(best -> best.interval().map(interval -> {
                    String value = study.pareto().isPresent()
                            ? "the best " + Names.inSentence(study.goal().metric())
                            : "that value";
                    String range = "On " + Numbers.count(interval.samples(), "sample")
                            + " the 95\u00a0% interval of " + value + " is " + Numbers.value(round(interval.low()))
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

    /** How far chance moves the winner's value, where it was run under several seeds. */
    private static Optional<String> repeats(StudyData study) {
        return study.best()
                .flatMap(BestTrial::repeats)
                .map(runs -> (study.pareto().isPresent()
                                ? "The best " + Names.inSentence(study.goal().metric())
                                : "That")
                        + " is the mean of " + runs.runs() + " runs of its parameters under different seeds, whose"
                        + " standard deviation is " + Numbers.value(runs.deviation()) + ".");
    }

    private static Optional<String> matters(StudyData study) {
        List<String> names = Influence.strongest(study).stream()
                .map(column -> Names.inSentence(column.name()) + Influence.direction(study, column))
                .toList();
        if (names.isEmpty()) {
            return Influence.isEarly(study)
                    ? Optional.empty()
                    : Optional.of("No parameter stands out as the one that matters.");
        }
        String caution = Influence.isEarly(study) ? ", as far as " + Influence.evidence(study) + " can tell" : "";
        String value = study.pareto().isEmpty()
                ? "the value"
                : Names.inSentence(study.goal().metric());
        return Optional.of("What goes along most with " + value + " is " + Names.list(names) + caution + ".");
    }

    private static Optional<String> pruned(Progress progress) {
        int pruned = progress.count(TrialState.PRUNED);
        int paused = progress.count(TrialState.PAUSED);
        List<String> stopped = new ArrayList<>();
        if (pruned > 0) {
            stopped.add(Numbers.count(pruned, "trial") + (pruned == 1 ? " was" : " were") + " pruned early");
        }
        if (paused > 0) {
            stopped.add(Numbers.count(paused, "trial") + (paused == 1 ? " waits" : " wait") + ", laid aside early");
        }
        return stopped.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(" and ", stopped) + saved(progress) + ".");
    }

    private static String saved(Progress progress) {
        long all = progress.steps() + progress.stepsSaved();
        if (progress.stepsSaved() == 0 || progress.steps() == 0) {
            return "";
        }
        double share = progress.stepsSaved() / (double) progress.steps();
        Duration time = Duration.ofSeconds(
                Math.max(1, Math.round(share * progress.computeTime().toMillis() / 1000)));
        return ", which saved about " + Numbers.value(progress.stepsSaved()) + " of " + Numbers.count(all, "step")
                + " (" + Math.round(100.0 * progress.stepsSaved() / all) + Numbers.UNIT + "%), some "
                + Numbers.duration(time) + " of computing";
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
        int open = progress.open();
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
