package dev.fer.report.html;

import dev.fer.report.data.CurveSet;
import dev.fer.report.data.ParameterColumn;
import dev.fer.report.data.ReportData;
import dev.fer.report.data.StudyData;
import dev.fer.report.text.Summary;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.pruner.Scheduler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The page's one data block, from which the script draws; all columns of a study are aligned with its trials. */
final class PageJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?([eE]-?[0-9]{1,2})?");

    private PageJson() {}

    /** Returns the JSON, without a {@code <}, so that nothing in it can end the script element it stands in. */
    static String of(ReportData report) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put(
                "studies",
                report.studies().stream()
                        .map(study -> study(report, study.shown()))
                        .toList());
        report.comparison().ifPresent(comparison -> root.put("comparison", ComparisonJson.of(comparison)));
        return MAPPER.writeValueAsString(root).replace("<", "\\u003c");
    }

    private static Map<String, Object> study(ReportData report, StudyData study) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", study.name());
        json.put(
                "goals",
                study.study().definition().goals().stream().map(PageJson::goal).toList());
        json.put("baselines", report.baselines(study));
        json.put("best", study.winner().orElse(-1));
        json.put("trials", trials(study));
        if (!study.sample().isWhole()) {
            json.put("weights", Columns.reals(study.sample().weights()));
        }
        json.put(
                "parameters",
                study.parameters().stream().map(PageJson::parameter).toList());
        json.put("effects", EffectsJson.of(study));
        json.put("metrics", metrics(study));
        json.put("attributes", attributes(study));
        json.put("costs", CostJson.of(study));
        json.put("curves", study.curves().stream().map(PageJson::curves).toList());
        json.putAll(RunJson.of(study));
        return json;
    }

    private static Map<String, Object> goal(Goal goal) {
        return Map.of(
                "metric", goal.metric(), "direction", goal.direction().name().toLowerCase(Locale.ROOT));
    }

    private static Map<String, Object> trials(StudyData study) {
        List<Trial> trials = study.trials();
        List<String> states =
                trials.stream().map(Summary::state).distinct().sorted().toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("states", states);
        json.put("state", whole(trials.stream().mapToInt(trial -> states.indexOf(Summary.state(trial)))));
        json.put("number", whole(trials.stream().mapToInt(Trial::number)));
        json.put("value", Columns.reals(study.history().values()));
        json.put("elapsed", Columns.reals(study.history().elapsed()));
        json.put("compute", Columns.reals(study.history().compute()));
        json.put("steps", whole(trials.stream().mapToInt(Trial::lastStep)));
        json.put(
                "seconds",
                Columns.reals(trials.stream()
                        .mapToDouble(trial -> trial.computeTime().toMillis() / 1000.0)
                        .toArray()));
        return json;
    }

    private static Map<String, String> whole(IntStream values) {
        return Columns.whole(values.toArray());
    }

    private static Map<String, Object> parameter(ParameterColumn column) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", column.name());
        json.put("log", column.log());
        json.put("low", column.low());
        json.put("high", column.high());
        json.put("choices", column.choices());
        json.put("varies", column.varies());
        json.put("codes", Columns.reals(column.codes()));
        return json;
    }

    /** The final metrics but the goal that is the value already. */
    private static List<Map<String, Object>> metrics(StudyData study) {
        Set<String> names = new TreeSet<>();
        study.trials().forEach(trial -> names.addAll(trial.metrics().keySet()));
        names.remove(study.goal().metric());
        List<Map<String, Object>> columns = new ArrayList<>();
        for (String name : names) {
            double[] values = study.trials().stream()
                    .mapToDouble(trial -> trial.metric(name).orElse(Double.NaN))
                    .toArray();
            columns.add(Map.of("name", name, "values", Columns.reals(values)));
        }
        return columns;
    }

    /** The attributes that are numbers, such as a network's number of weights, but for what searches keep for themselves. */
    private static List<Map<String, Object>> attributes(StudyData study) {
        Set<String> names = new TreeSet<>();
        study.trials().forEach(trial -> names.addAll(trial.attributes().keySet()));
        names.remove(Scheduler.PROMOTED_AFTER);
        List<Map<String, Object>> columns = new ArrayList<>();
        for (String name : names) {
            List<Optional<String>> texts = study.trials().stream()
                    .map(trial -> Optional.ofNullable(trial.attributes().get(name)))
                    .toList();
            if (texts.stream()
                    .flatMap(Optional::stream)
                    .allMatch(text -> NUMBER.matcher(text).matches())) {
                double[] values = texts.stream()
                        .mapToDouble(text -> text.map(Double::parseDouble).orElse(Double.NaN))
                        .toArray();
                columns.add(Map.of("name", name, "values", Columns.reals(values)));
            }
        }
        return columns;
    }

    private static Map<String, Object> curves(CurveSet set) {
        List<CurveSet.Curve> curves = set.curves();
        boolean regular = curves.stream().allMatch(PageJson::countsFromOne);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("metric", set.metric());
        json.put("trials", whole(curves.stream().mapToInt(CurveSet.Curve::trial)));
        json.put("lengths", whole(curves.stream().mapToInt(curve -> curve.steps().length)));
        if (!regular) {
            json.put("steps", whole(curves.stream().flatMapToInt(curve -> Arrays.stream(curve.steps()))));
        }
        json.put(
                "values",
                Columns.reals(curves.stream()
                        .flatMapToDouble(curve -> Arrays.stream(curve.values()))
                        .toArray()));
        return json;
    }

    private static boolean countsFromOne(CurveSet.Curve curve) {
        return IntStream.range(0, curve.steps().length).allMatch(i -> curve.steps()[i] == i + 1);
    }
}
