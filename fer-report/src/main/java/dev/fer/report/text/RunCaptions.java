package dev.fer.report.text;

import dev.fer.report.data.Distribution;
import dev.fer.report.data.Pareto;
import dev.fer.report.data.Pruning;
import dev.fer.report.data.Repeats;
import dev.fer.report.data.Sources;
import dev.fer.report.data.StudyData;
import dev.fer.report.data.Timeline;
import dev.fer.search.Goal;
import dev.fer.search.TrialState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One sentence or two for each panel about how the search ran and what its goals cost each other. */
public final class RunCaptions {
    private RunCaptions() {}

    /** Says which trade-offs there are. */
    public static String pareto(StudyData study, Pareto pareto) {
        return front(study, pareto) + " The other panels rank by "
                + Names.inSentence(study.goal().metric()) + " alone.";
    }

    /** Says how many trials or, where some were run again, configurations no other beats, and which are the best of each goal. */
    static String front(StudyData study, Pareto pareto) {
        if (pareto.front().isEmpty()) {
            return "No trial is complete with a value of each of the "
                    + pareto.goals().size() + " goals yet.";
        }
        List<String> ends = new ArrayList<>();
        for (int g = 0; g < pareto.goals().size(); g++) {
            int at = g;
            Goal goal = pareto.goals().get(g);
            int best = IntStream.range(0, pareto.front().size())
                    .boxed()
                    .min(Comparator.comparingDouble(
                            i -> goal.direction().loss(pareto.values().get(i).get(at))))
                    .orElseThrow();
            ends.add(Names.inSentence(goal.metric()) + " "
                    + Numbers.value(pareto.values().get(best).get(g)) + " (trial "
                    + study.trials().get(pareto.front().get(best)).number() + ")");
        }
        int first = study.trials().get(pareto.front().get(0)).number();
        String compared = Numbers.count(pareto.compared(), pareto.isRepeated() ? "configuration" : "complete trial")
                + (pareto.isRepeated() ? ", by the mean of their runs," : "");
        String front = pareto.compared() == 1
                ? "Only " + (pareto.isRepeated() ? "the configuration of " : "") + "trial " + first
                        + " is complete with a value of each goal: "
                : pareto.front().size() == 1
                        ? "Of " + compared + " no other one is better than trial " + first + " in any goal: "
                        : Numbers.value(pareto.front().size()) + " of " + compared
                                + " are beaten by no other in all goals; there is no single best one. The best of each goal: ";
        return front + Names.list(ends) + ".";
    }

    /** Returns what is on the front, to stand after "the". */
    public static String unbeaten(Pareto pareto) {
        String unit = pareto.isRepeated() ? "configuration" : "trial";
        return pareto.front().size() == 1
                ? "one " + unit
                : Numbers.count(pareto.front().size(), unit);
    }

    /** Says how the trade-offs came about. */
    public static String growth(StudyData study, Pareto.Growth growth) {
        int last = growth.trials()[growth.trials().length - 1];
        int since = study.trials().size() - 1 - study.position(last);
        List<String> reference = new ArrayList<>();
        for (double value : growth.reference()) {
            reference.add(Numbers.value(value));
        }
        return "The share of the final front's volume (hypervolume up to " + Names.list(reference)
                + ", a little beyond the"
                + " worst values) that the trials so far had reached; the last to add to it was trial "
                + last
                + (since == 0 ? "." : ", " + Numbers.count(since, "trial") + " before the end.");
    }

    /** Says how the complete trials' values are spread. */
    public static String distribution(Distribution values) {
        return "Of " + Numbers.count(values.count(), "complete trial") + ", half reach "
                + Numbers.value(values.median())
                + " or better, a quarter " + Numbers.value(values.upper()) + "; the best one "
                + Numbers.value(values.best())
                + ".";
    }

    /** Says how much of their time the workers worked. */
    public static String timeline(StudyData study) {
        Timeline timeline = study.timeline();
        long known = timeline.workers().stream()
                .filter(worker -> worker.present() > 0)
                .count();
        List<String> said = new ArrayList<>();
        said.add(
                known == 0
                        ? "Who ran the trials was not recorded."
                        : Numbers.count(known, "worker") + " spent " + Numbers.wholePercent(timeline.utilisation())
                                + " of " + (known == 1 ? "its" : "their") + " time on trials" + restarts(timeline)
                                + ".");
        int failed = study.progress().count(TrialState.FAILED);
        if (failed > 0) {
            said.add(Numbers.count(failed, "trial") + " failed, marked by crosses.");
        }
        if (timeline.retried() > 0) {
            String lost = timeline.elsewhere().compareTo(Duration.ofSeconds(1)) < 0
                    ? ""
                    : "; another " + Numbers.duration(timeline.elsewhere())
                            + " of work is not, since the store does not keep when it was";
            said.add(Numbers.count(timeline.retried(), "trial")
                    + " went on after a break: only the last attempt is drawn" + lost + ".");
        }
        return String.join(" ", said);
    }

    private static String restarts(Timeline timeline) {
        int most = timeline.workers().stream()
                .mapToInt(Timeline.Worker::processes)
                .max()
                .orElse(0);
        return most < 2 ? "" : ", in up to " + most + " processes one after the other";
    }

    /** Says who chose the configurations and how well. */
    public static String sources(StudyData study) {
        Sources sources = study.sources();
        List<Sources.Source> judged = sources.sources().stream()
                .filter(source -> source.values().isPresent())
                .toList();
        Sources.Source most = sources.sources().stream()
                .max(Comparator.comparingInt(Sources.Source::trials))
                .orElseThrow();
        if (sources.sources().size() == 1) {
            String all = study.trials().size() == 1
                    ? "The trial was"
                    : "All " + Numbers.count(study.trials().size(), "trial") + " were";
            return all + " chosen by " + name(most)
                    + (sources.noted() ? "." : ", without a note about which were drawn at random.");
        }
        String who = "Of " + Numbers.count(study.trials().size(), "trial") + ", " + Numbers.value(most.trials())
                + " were chosen by " + name(most);
        List<String> halves = judged.stream()
                .limit(4)
                .map(source -> name(source) + " "
                        + Numbers.value(source.values().orElseThrow().median()))
                .toList();
        String medians = halves.size() < 2
                ? ""
                : " The median value of complete trials, by who chose them: " + Names.list(halves) + ".";
        return who + "." + medians;
    }

    /** Returns a source as a sentence names it. */
    public static String name(Sources.Source source) {
        return Names.inSentence(
                source.reason().isEmpty() ? source.name() : source.name() + " (" + source.reason() + ")");
    }

    /** Says where trials were stopped early and what that saved. */
    public static String pruning(StudyData study) {
        Pruning pruning = study.pruning();
        long paused = decided(pruning, Pruning.Verdict.PAUSED);
        List<String> said = new ArrayList<>();
        Optional<Pruning.Stop> most = pruning.stops().stream()
                .max(Comparator.comparingInt(Pruning.Stop::stopped))
                .filter(stop -> stop.stopped() > 0);
        most.ifPresent(stop -> {
            String saved = study.progress().stepsSaved() == 0
                    ? ""
                    : ", which saved about " + Numbers.count(study.progress().stepsSaved(), "step");
            String where = pruning.stopped() == stop.stopped()
                    ? " at step " + stop.step()
                    : ", most often (" + stop.stopped() + ") at step " + stop.step();
            said.add(Numbers.count(pruning.stopped(), "trial") + " of "
                    + Numbers.value(study.trials().size()) + (pruning.stopped() == 1 ? " was" : " were")
                    + " stopped early" + where + saved + ".");
        });
        if (paused > 0) {
            said.add(Numbers.count(paused, "trial") + (paused == 1 ? " was" : " were") + " laid aside at least once, "
                    + Numbers.value(decided(pruning, Pruning.Verdict.WENT_ON)) + " of them went on.");
        }
        return said.isEmpty() ? "The pruner has not stopped any trial yet." : String.join(" ", said);
    }

    /** Returns a decision in two words. */
    public static String verdict(Pruning.Verdict verdict) {
        return switch (verdict) {
            case STOPPED -> "stopped";
            case PAUSED -> "laid aside";
            case WENT_ON -> "went on";
        };
    }

    private static long decided(Pruning pruning, Pruning.Verdict verdict) {
        return pruning.reasons().stream()
                .filter(reason -> reason.verdict() == verdict)
                .mapToLong(reason -> reason.trials().size())
                .sum();
    }

    /** Says how much a value owes to chance, and whether the best is told apart from the next. */
    public static String repeats(StudyData study, Repeats repeats) {
        if (repeats.groups().isEmpty()) {
            return "No configuration has two complete runs yet, so nothing is known of the spread between seeds.";
        }
        int runs = repeats.groups().stream().mapToInt(Repeats.Group::runs).sum();
        String count = Numbers.count(repeats.groups().size(), "configuration");
        String spread = count + (repeats.groups().size() == 1 ? " was" : " were") + " run more than once ("
                + Numbers.count(runs, "complete run") + "). Between runs of the same one the value varies by "
                + Numbers.value(repeats.spread()) + " (standard deviation).";
        return spread + (repeats.groups().size() < 2 ? "" : " " + lead(study, repeats));
    }

    /** Sets the best configuration beside the one of the others with the best mean, which may lack repeats. */
    private static String lead(StudyData study, Repeats repeats) {
        Repeats.Group best = repeats.groups().get(0);
        Repeats.Group rival = repeats.groups().stream()
                .skip(1)
                .min(Comparator.comparingDouble(
                        group -> study.goal().direction().loss(group.mean())))
                .orElseThrow();
        boolean leads = study.goal().direction().loss(best.mean())
                <= study.goal().direction().loss(rival.mean());
        double difference = Math.abs(best.mean() - rival.mean());
        double noise = 2 * repeats.spread() * Math.sqrt(1.0 / best.runs() + 1.0 / rival.runs());
        String who = leads
                ? "Trial " + number(study, best) + " leads trial " + number(study, rival)
                : "Trial " + number(study, rival) + ", with " + rival.runs() + " runs only, is ahead of trial "
                        + number(study, best);
        return who + " by " + Numbers.value(difference) + ", which is "
                + (difference > noise ? "more than" : "within") + " what seeds alone make (two standard errors: "
                + Numbers.value(noise) + ").";
    }

    private static int number(StudyData study, Repeats.Group group) {
        return study.trials().get(group.positions().get(0)).number();
    }
}
