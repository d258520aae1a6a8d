package dev.fer.report.html;

import dev.fer.report.data.Pareto;
import dev.fer.report.data.Repeats;
import dev.fer.report.data.StudyData;
import dev.fer.report.data.Timeline;
import dev.fer.report.text.RunCaptions;
import dev.fer.search.Trial;
import dev.fer.search.pruner.Landmark;
import dev.fer.search.run.Study;
import dev.fer.search.store.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of the data block about how the search ran and about its several goals. */
final class RunJson {
    /** Reasons are long: those of older trials are left to the table of reasons. */
    private static final int MOST_REASONS = 1_000;

    private static final int MOST_GROUPS = 100;

    private RunJson() {}

    static Map<String, Object> of(StudyData study) {
        Map<String, Object> json = new LinkedHashMap<>();
        study.pareto().ifPresent(pareto -> json.put("pareto", pareto(pareto)));
        study.repeats()
                .ifPresent(repeats -> json.put(
                        "repeats",
                        repeats.groups().stream()
                                .limit(MOST_GROUPS)
                                .map(RunJson::group)
                                .toList()));
        json.put("timeline", timeline(study));
        json.put(
                "sources",
                study.sources().sources().stream().map(RunCaptions::name).toList());
        json.put("source", Columns.whole(study.sources().source()));
        json.put(
                "landmarks",
                study.pruning().landmarks().stream().map(RunJson::landmark).toList());
        json.put("reasons", reasons(study.trials()));
        return json;
    }

    private static Map<String, Object> pareto(Pareto pareto) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("front", pareto.front());
        json.put("means", pareto.means());
        pareto.growth().ifPresent(growth -> {
            json.put("trials", growth.trials());
            json.put("shares", growth.shares());
        });
        return json;
    }

    private static Map<String, Object> group(Repeats.Group group) {
        return Map.of("positions", group.positions(), "mean", group.mean(), "deviation", group.deviation());
    }

    private static Map<String, Object> timeline(StudyData study) {
        Timeline timeline = study.timeline();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "workers",
                timeline.workers().stream().map(Timeline.Worker::name).toList());
        json.put("worker", Columns.whole(timeline.worker()));
        json.put("from", Columns.reals(timeline.from()));
        json.put("to", Columns.reals(timeline.to()));
        json.put(
                "attempts",
                Columns.whole(study.trials().stream().mapToInt(Trial::attempts).toArray()));
        return json;
    }

    private static Map<String, Object> landmark(Landmark landmark) {
        return Map.of("step", landmark.epoch(), "meaning", landmark.meaning());
    }

    /** Why the newest of the pruned and the paused trials were ended or laid aside, by number. */
    private static Map<String, String> reasons(List<Trial> trials) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (int i = trials.size() - 1; i >= 0 && reasons.size() < MOST_REASONS; i--) {
            Trial trial = trials.get(i);
            reason(trial).ifPresent(reason -> reasons.put(String.valueOf(trial.number()), reason));
        }
        return reasons;
    }

    private static Optional<String> reason(Trial trial) {
        Optional<String> said = switch (trial.state()) {
            case PRUNED -> Optional.ofNullable(trial.attributes().get(Outcome.PRUNED_BECAUSE));
            case PAUSED -> Optional.ofNullable(trial.attributes().get(Study.PAUSED_BECAUSE));
            default -> Optional.empty();
        };
        return said.filter(reason -> !reason.isBlank());
    }
}
