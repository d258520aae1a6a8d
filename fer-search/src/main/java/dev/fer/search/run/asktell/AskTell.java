package dev.fer.search.run.asktell;

import dev.fer.common.FerException;
import dev.fer.common.Suggestions;
import dev.fer.search.FailureReason;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.pruner.Pruner;
import dev.fer.search.run.Study;
import dev.fer.search.space.ConfigurationJson;
import dev.fer.search.store.StoreException;
import dev.fer.search.store.TrialStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Answers ask/tell lines from a study. One thread at a time. */
public final class AskTell {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final Logger LOG = LoggerFactory.getLogger(AskTell.class);
    private static final Duration BEAT = TrialStore.LEASE.dividedBy(4);
    private static final int MOST_AT_ONCE = 10_000;
    private static final List<String> VERBS = List.of("ask", "report", "tell", "best");
    private static final Set<String> STATES = Set.of("complete", "failed", "paused", "pruned");

    /** Where in which source something began, which a person who sent one line knows. */
    private static final String PLACE = " \\(start marker at \\[Source: .*?]\\)";

    private final Study study;
    private final Map<Integer, String> stopped = new HashMap<>();

    /** Creates a partner for programs that ask and tell on a study. */
    public AskTell(Study study) {
        this.study = study;
    }

    /** A line that is wrong; becomes the error that it is answered with. */
    private static final class BadLine extends FerException {
        private static final long serialVersionUID = 1L;

        BadLine(String problem) {
            super(problem, null, null);
        }
    }

    /** Answers each line until the input ends; then trials that were asked for and not told are given back. */
    public void run(Reader in, Writer out) throws IOException {
        BufferedReader lines = new BufferedReader(in);
        Timer heart = new Timer("fer-ask-tell-heart", true);
        // A program may think for longer than a silent process on another host is taken for alive.
        heart.schedule(beat(), BEAT.toMillis(), BEAT.toMillis());
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    out.write(answer(line));
                    out.write('\n');
                    out.flush();
                }
            }
        } finally {
            heart.cancel();
            study.interruptAll();
        }
    }

    private TimerTask beat() {
        return new TimerTask() {
            @Override
            public void run() {
                try {
                    study.signLife();
                } catch (StoreException e) {
                    LOG.debug("no sign of life: {}", e.getMessage());
                }
            }
        };
    }

    /** Answers one line. */
    public String answer(String line) {
        try {
            return answer(read(line));
        } catch (FerException e) {
            return "{\"error\":" + quoted(e.getMessage()) + "}";
        }
    }

    private static JsonNode read(String line) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JacksonException e) {
            throw new BadLine("not a line of JSON: "
                    + String.valueOf(e.getOriginalMessage()).replaceAll(PLACE, ""));
        }
        if (!node.isObject()) {
            throw new BadLine("expected an object with one of " + String.join(", ", VERBS));
        }
        return node;
    }

    private String answer(JsonNode line) {
        List<String> verbs = VERBS.stream().filter(line::has).toList();
        if (verbs.size() != 1) {
            String first = line.propertyNames().stream().findFirst().orElse("");
            throw new BadLine("expected one of " + String.join(", ", VERBS)
                    + (verbs.isEmpty()
                            ? Suggestions.didYouMean(first, VERBS)
                            : ", found " + String.join(" and ", verbs)));
        }
        return switch (verbs.get(0)) {
            case "ask" -> ask(line);
            case "report" -> report(line);
            case "tell" -> tell(line);
            default -> best(line);
        };
    }

    private String ask(JsonNode line) {
        allow(line, "ask");
        int wanted = count(line, "ask");
        List<String> trials = new ArrayList<>();
        Optional<Trial> trial = study.ask();
        while (trial.isPresent()) {
            int steps = trial.get().lastStep();
            trials.add(text(trial.get(), steps == 0 ? "" : ",\"resume_from\":" + steps));
            trial = trials.size() < wanted ? oneMore() : Optional.empty();
        }
        return trials(trials);
    }

    /** Whoever asks for several is told of those that there were before the store failed; asking again says why. */
    private Optional<Trial> oneMore() {
        try {
            return study.ask();
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    private String report(JsonNode line) {
        allow(line, "report", "step", "value", "metrics");
        int step = whole(line, "step");
        if (step < 1) {
            throw new BadLine("'step' is counted from 1");
        }
        int number = whole(line, "report");
        Map<String, Double> metrics = metrics(line);
        List<String> goals = goals();
        if (goals.stream().noneMatch(metrics::containsKey)) {
            throw new BadLine(missing(goals, metrics));
        }
        Pruner.Judgement judgement = study.report(number, step, metrics);
        if (judgement.stops()) {
            stopped.put(number, judgement.reason());
        }
        return switch (judgement.verdict()) {
            case CONTINUE -> "{\"stop\":false}";
            case PRUNE -> "{\"stop\":true}";
            case PAUSE -> "{\"stop\":true,\"pause\":true}";
        };
    }

    private String tell(JsonNode line) {
        allow(line, "tell", "value", "metrics", "state", "message");
        int number = whole(line, "tell");
        String answer = end(number, line);
        stopped.remove(number);
        return answer;
    }

    private String end(int number, JsonNode line) {
        switch (state(line)) {
            case "failed" -> {
                String message = line.has("message") ? string(line, "message") : "the program said so";
                study.fail(number, new Trial.Failure(FailureReason.ERROR, message, ""));
            }
            case "paused" -> pause(number);
            case "pruned" -> study.prune(number, reason(number));
            default -> {
                return complete(number, metrics(line));
            }
        }
        return "{\"ok\":true}";
    }

    private String complete(int number, Map<String, Double> metrics) {
        List<String> missing =
                goals().stream().filter(goal -> !metrics.containsKey(goal)).toList();
        if (!missing.isEmpty()) {
            throw new BadLine(missing(missing, metrics));
        }
        study.tell(number, metrics);
        boolean finite = goals().stream().map(metrics::get).allMatch(Double::isFinite);
        return finite ? "{\"ok\":true}" : "{\"ok\":true,\"state\":\"failed\"}";
    }

    private List<String> goals() {
        return study.definition().goals().stream().map(Goal::metric).toList();
    }

    private static String missing(List<String> goals, Map<String, Double> found) {
        return "the search's " + String.join(" and ", goals) + (goals.size() == 1 ? " is" : " are") + " missing, found "
                + String.join(", ", new TreeSet<>(found.keySet()));
    }

    private String reason(int number) {
        return Optional.ofNullable(stopped.get(number)).orElse("the program said so");
    }

    private void pause(int number) {
        if (!study.pauses()) {
            throw new BadLine("nothing in this search goes on with paused trials: tell 'pruned'");
        }
        study.pause(number, reason(number));
    }

    private static String state(JsonNode line) {
        if (!line.has("state")) {
            return "complete";
        }
        String state = string(line, "state");
        if (!STATES.contains(state)) {
            throw new BadLine("'state' is complete, failed, paused or pruned, found " + quoted(state)
                    + Suggestions.didYouMean(state, STATES));
        }
        if (!state.equals("complete") && (line.has("value") || line.has("metrics"))) {
            throw new BadLine("a " + state + " trial has no value; report it before");
        }
        return state;
    }

    private String best(JsonNode line) {
        allow(line, "best");
        int wanted = count(line, "best");
        List<Goal> goals = study.definition().goals();
        if (goals.size() > 1) {
            return trials(study.front().trials().stream()
                    .limit(wanted)
                    .map(trial -> text(trial, ",\"metrics\":" + values(trial, goals)))
                    .toList());
        }
        return trials(study.best(wanted).stream()
                .map(trial -> text(trial, ",\"value\":" + value(trial, goals.get(0))))
                .toList());
    }

    private static String values(Trial trial, List<Goal> goals) {
        return goals.stream()
                .map(goal -> quoted(goal.metric()) + ":" + value(trial, goal))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static double value(Trial trial, Goal goal) {
        return trial.metric(goal.metric()).orElseThrow();
    }

    private static String trials(List<String> trials) {
        return "{\"trials\":[" + String.join(",", trials) + "]}";
    }

    private static String text(Trial trial, String more) {
        return "{\"number\":" + trial.number() + ",\"parameters\":"
                + ConfigurationJson.write(trial.configuration().orElseThrow()) + more + "}";
    }

    private static void allow(JsonNode line, String... names) {
        List<String> allowed = List.of(names);
        line.propertyNames().stream()
                .filter(name -> !allowed.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new BadLine("unknown key '" + name + "'" + Suggestions.didYouMean(name, allowed));
                });
    }

    private static int count(JsonNode line, String key) {
        int count = whole(line, key);
        if (count < 1 || count > MOST_AT_ONCE) {
            throw new BadLine("'" + key + "' must be between 1 and " + MOST_AT_ONCE + ", found " + count);
        }
        return count;
    }

    private static int whole(JsonNode line, String key) {
        if (!line.path(key).isIntegralNumber() || !line.path(key).canConvertToInt()) {
            throw new BadLine("'" + key + "' must be a whole number");
        }
        return line.path(key).intValue();
    }

    private static String string(JsonNode line, String key) {
        if (!line.path(key).isString()) {
            throw new BadLine("'" + key + "' must be a string");
        }
        return line.path(key).stringValue();
    }

    private Map<String, Double> metrics(JsonNode line) {
        if (line.has("value") == line.has("metrics")) {
            throw new BadLine("expected either 'value' or 'metrics'");
        }
        if (line.has("value")) {
            if (study.definition().goals().size() > 1) {
                throw new BadLine("this search has several goals: give 'metrics' with a number for each");
            }
            return Map.of(study.definition().goal().metric(), number("value", line.path("value")));
        }
        if (!line.path("metrics").isObject()) {
            throw new BadLine("'metrics' must be an object of numbers");
        }
        Map<String, Double> metrics = new HashMap<>();
        line.path("metrics")
                .properties()
                .forEach(entry -> metrics.put(entry.getKey(), number(entry.getKey(), entry.getValue())));
        return metrics;
    }

    private static double number(String key, JsonNode value) {
        if (!value.isNumber()) {
            throw new BadLine("'" + key + "' must be a number");
        }
        return Double.parseDouble(value.asString());
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.stringNode(text).toString();
    }
}
