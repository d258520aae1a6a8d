package dev.fer.report.html;

import dev.fer.report.data.ClassCounts;
import dev.fer.report.data.Distribution;
import dev.fer.report.data.DuplicateCounts;
import dev.fer.report.data.Evaluation;
import dev.fer.report.data.ParameterColumn;
import dev.fer.report.data.Progress;
import dev.fer.report.data.StudyData;
import dev.fer.report.text.ClassTexts;
import dev.fer.report.text.Numbers;
import dev.fer.report.text.Summary;
import dev.fer.report.text.Values;
import dev.fer.search.Direction;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.space.ConstantParameter;
import dev.fer.search.store.Outcome;
import dev.fer.search.store.StudyRecord;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A study as its templates need it: the data, and the texts made of it.
 *
 * @param data the study
 * @param index its position on the page, from 0
 */
public record StudyView(StudyData data, int index) {
    private static final JsonMapper INDENTED =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    /** What provenance has of somebody's machine. */
    private static final Set<String> PATHS = Set.of(StudyRecord.DATA_SOURCE, StudyRecord.DIRECTORY);

    private static final int STATIC_ROWS = 20;
    private static final int STATIC_COLUMNS = 8;
    private static final int SHOWN_VALUES = 18;
    /** So many values are enough to say how they are spread. */
    static final int LEAST_SPREAD = 5;

    private static final int MOST_STOPPED = 500;

    /** A line of the header or of the details. */
    public record Fact(String name, String value) {}

    /** Returns the id of a part of this study, unique on the page. */
    public String id(String part) {
        return "s" + index + "-" + part;
    }

    /** Returns the first paragraph. */
    public String summary() {
        return String.join(" ", Summary.of(data));
    }

    /** Tells whether any trial has a value of the goal, so that there is something to draw. */
    public boolean hasValues() {
        return Arrays.stream(data.history().values()).anyMatch(Double::isFinite);
    }

    /** Returns how many trials are in each state that has any. */
    public Map<TrialState, Integer> states() {
        return data.progress().states();
    }

    /** Returns the goals in words. */
    public String goals() {
        return data.study().definition().goals().stream()
                .map(goal -> (goal.direction() == Direction.MAXIMIZE ? "maximize " : "minimize ") + goal.metric())
                .collect(Collectors.joining(", "));
    }

    /** Returns the first of the best trial's parameters, constants included, as a person reads them. */
    public List<Fact> bestValues() {
        return bestFacts().limit(SHOWN_VALUES).toList();
    }

    /** Returns the others of the best trial's parameters. */
    public List<Fact> moreBestValues() {
        return bestFacts().skip(SHOWN_VALUES).toList();
    }

    private Stream<Fact> bestFacts() {
        return data.best().flatMap(best -> best.trial().configuration()).stream()
                .flatMap(found -> found.values().entrySet().stream())
                .map(value -> new Fact(value.getKey(), text(value.getValue())));
    }

    /** Returns the best trial's parameters, constants included, as JSON that a search file takes. */
    public String bestParameters() {
        return data.best()
                .flatMap(best -> best.trial().configuration())
                .map(found -> INDENTED.writeValueAsString(found.values()))
                .orElse("");
    }

    /** Returns the columns of the table that is readable without scripts. */
    public List<ParameterColumn> staticColumns() {
        return data.varying().stream().limit(STATIC_COLUMNS).toList();
    }

    /** Returns the positions of the trials in that table: the best ones, or the first where none is complete. */
    public List<Integer> staticRows() {
        List<Integer> ranking = data.ranking();
        return ranking.isEmpty()
                ? IntStream.range(0, data.trials().size())
                        .limit(STATIC_ROWS)
                        .boxed()
                        .toList()
                : ranking.stream().limit(STATIC_ROWS).toList();
    }

    /** Returns a trial's value of a parameter as text. */
    public String cell(ParameterColumn column, int position) {
        double code = column.codes()[position];
        if (Double.isNaN(code)) {
            return Numbers.NONE;
        }
        return column.isNumber() ? Numbers.value(code) : column.choices().get((int) code);
    }

    /** Returns how values are spread, where there are enough to say so. */
    public Optional<Distribution> shownDistribution() {
        return data.distribution().filter(values -> values.count() >= LEAST_SPREAD);
    }

    /** A trial that was stopped early. */
    public record Stopped(int number, int step, double value, String reason) {}

    /** Returns the trials that were stopped early, of very many the newest, by number. */
    public List<Stopped> stopped() {
        List<Trial> pruned = data.trials().stream()
                .filter(trial -> trial.state() == TrialState.PRUNED)
                .toList();
        return pruned.stream()
                .skip(Math.max(0, pruned.size() - MOST_STOPPED))
                .map(trial -> new Stopped(
                        trial.number(),
                        trial.lastStep(),
                        data.history().values()[data.position(trial.number())],
                        trial.attributes().getOrDefault(Outcome.PRUNED_BECAUSE, "")))
                .toList();
    }

    /** Returns a column's association with the goal as text, with its sign. */
    public String association(ParameterColumn column) {
        OptionalDouble association = column.association();
        return association.isPresent()
                ? String.format(Locale.ROOT, "%.2f", association.getAsDouble()).replace('-', '−')
                : Numbers.NONE;
    }

    /** Returns a share as a style sheet reads it, 0 where there is none. */
    public static String share(double share) {
        return String.format(Locale.ROOT, "%.3f", Double.isFinite(share) ? share : 0);
    }

    /** Returns the figures over all classes, by what they are called. */
    public Map<String, String> means(Evaluation evaluation) {
        Map<String, String> means = new LinkedHashMap<>();
        means.put("Accuracy", Numbers.percent(evaluation.accuracy().value()));
        means.put("Macro F1", Numbers.percent(evaluation.macroF1()));
        means.put("Weighted F1", Numbers.percent(evaluation.weightedF1()));
        means.put("Mean recall", Numbers.percent(evaluation.averageRecall()));
        means.put("Always the largest class", Numbers.percent(evaluation.majority()));
        if (Double.isFinite(evaluation.macroRocAuc())) {
            means.put("Mean ROC AUC", ClassTexts.area(evaluation.macroRocAuc()));
        }
        if (Double.isFinite(evaluation.calibrationError())) {
            means.put("Calibration error", Numbers.percent(evaluation.calibrationError()));
        }
        return means;
    }

    /** Returns how the search was set up and where it ran. */
    public List<Fact> details() {
        SearchDefinition definition = data.study().definition();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Sampler", component(definition.sampler()));
        facts.put("Pruner", component(definition.pruner()));
        definition.budget().trials().ifPresent(trials -> facts.put("Budget", Numbers.count(trials, "trial")));
        definition.budget().epochs().ifPresent(epochs -> facts.put("Budget of epochs", Numbers.value(epochs)));
        definition.budget().target().ifPresent(target -> facts.put("Good enough", Numbers.value(target)));
        definition
                .budget()
                .patience()
                .ifPresent(patience -> facts.put("Patience", Numbers.count(patience, "trial") + " without a new best"));
        definition.budget().time().ifPresent(time -> facts.put("Time limit of a run", Numbers.duration(time)));
        facts.put("Seed", String.valueOf(definition.seed()));
        definition.space().parameters().stream()
                .filter(ConstantParameter.class::isInstance)
                .map(ConstantParameter.class::cast)
                .forEach(constant -> facts.put(constant.name(), String.valueOf(constant.value())));
        new TreeMap<>(definition.training()).forEach((name, value) -> facts.put("training." + name, text(value)));
        new TreeMap<>(data.study().provenance()).forEach((name, value) -> {
            if (!name.equals(ClassCounts.PROVENANCE) && !name.equals(DuplicateCounts.PROVENANCE)) {
                facts.put(name, PATHS.contains(name) ? fileName(value) : value);
            }
        });
        facts.put("Definition", "version " + data.study().version());
        facts.put("Created", Numbers.time(data.study().created()));
        return facts.entrySet().stream()
                .map(entry -> new Fact(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The last part of a path: where it lies on somebody's machine is nobody else's business. */
    private static String fileName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static String component(SearchDefinition.Component component) {
        return component.options().isEmpty() ? component.type() : component.type() + " " + text(component.options());
    }

    /** Returns a JSON value as a person reads it. */
    public static String text(Object value) {
        return Values.text(value);
    }

    /** Returns how far the study is. */
    public Progress progress() {
        return data.progress();
    }
}
