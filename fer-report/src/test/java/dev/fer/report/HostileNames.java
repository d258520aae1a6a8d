package dev.fer.report;

import dev.fer.report.FakeStudies.Fake;
import dev.fer.search.FailureReason;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import dev.fer.search.store.StudyRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A study in which everything that somebody may name is named by somebody who means harm, or is unusual. */
public final class HostileNames {
    public static final String SCRIPT =
            "</script><img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>";
    private static final String LONG = "long ".repeat(2_000);
    private static final String RIGHT_TO_LEFT = "معدل التعلم\u202E reversed";
    private static final String EMOJI = "😀👩🏽‍🔬 rate";

    private static final String EVALUATION =
            "{\"classes\":[\"" + EMOJI + "\",\"<img src=x onerror=alert(1)>\"],\"confusion\":[[3,1],[2,4]]}";

    private HostileNames() {}

    public static Fake study() {
        SearchSpace space = SearchSpace.of(
                new FloatParameter(SCRIPT, 0, 1, false),
                new FloatParameter(LONG, 0, 1, false),
                new FloatParameter(RIGHT_TO_LEFT, 0, 1, false),
                new CategoricalParameter(EMOJI, List.of(SCRIPT, LONG, "{{constructor}}", "-->", "\u2028")));
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put(SCRIPT, i / 12.0);
            values.put(LONG, i * 5 % 12 / 12.0);
            values.put(RIGHT_TO_LEFT, i * 7 % 12 / 12.0);
            values.put(
                    EMOJI,
                    ((CategoricalParameter) space.parameter(EMOJI)).choices().get(i % 5));
            Configuration configuration = Configuration.of(values);
            Trial trial = i % 6 == 5
                    ? FakeStudies.failed(i, configuration, FailureReason.ERROR, SCRIPT + LONG)
                    : FakeStudies.complete(i, configuration, Map.of(SCRIPT, 1.0 / (1 + i), RIGHT_TO_LEFT, 1.0 * i));
            trials.add(trial.configured(
                    configuration,
                    Map.of(SCRIPT, SCRIPT, EMOJI, "" + i, "evaluation", EVALUATION, "pruned_because", SCRIPT)));
        }
        Fake named = FakeStudies.of("hostile", space, SCRIPT, trials.toArray(Trial[]::new));
        Map<String, String> provenance = Map.of(
                SCRIPT, SCRIPT, "data.source", SCRIPT, "data.counts", "{\"train\":{\"" + EMOJI + "\":3,\"<img>\":1}}");
        StudyRecord study = new StudyRecord(
                named.study().id(),
                named.study().definition(),
                1,
                provenance,
                named.study().created());
        return new Fake(study, trials, reports(trials));
    }

    /** Curves of metrics with such names, for training and validation too. */
    private static Map<Integer, List<Report>> reports(List<Trial> trials) {
        Map<Integer, List<Report>> reports = new TreeMap<>();
        for (Trial trial : trials) {
            double value = trial.metric(SCRIPT).orElse(Double.NaN);
            List<Report> curve = new ArrayList<>();
            for (int step = 1; step <= 4; step++) {
                Map<String, Double> metrics = new TreeMap<>();
                for (String name :
                        List.of(SCRIPT, "train." + SCRIPT, "validation." + SCRIPT, LONG, RIGHT_TO_LEFT, EMOJI)) {
                    metrics.put(name, value * (1 + 1.0 / step));
                }
                curve.add(new Report(step, metrics, step));
            }
            reports.put(trial.number(), curve);
        }
        return reports;
    }
}
