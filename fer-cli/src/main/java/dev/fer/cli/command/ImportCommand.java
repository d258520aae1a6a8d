package dev.fer.cli.command;

import dev.fer.cli.program.UserError;
import dev.fer.common.Seeds;
import dev.fer.search.FailureReason;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.ConfigurationJson;
import dev.fer.search.store.FinishedTrial;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code fer trials import}: finished trials of another study or store. */
@Command(
        name = "import",
        description = "Add the finished trials of an export to a study, so that its sampler learns from them.",
        footer = {
            "%nExample:",
            "  fer trials export --store old.db -o jsonl > trials.jsonl",
            "  fer trials import trials.jsonl --store new.db"
        })
final class ImportCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private StudyOptions study = new StudyOptions();

    @Parameters(paramLabel = "FILE", description = "What 'fer trials export -o jsonl' wrote; - for standard input.")
    private Path file = Path.of("");

    private record Line(int line, Trial trial, String origin, List<Report> reports) {}

    /** By what a trial that is there already is known again, whatever file or study it came from. */
    private record Run(TrialState state, Optional<Configuration> configuration, long seed) {
        static Run of(Trial trial) {
            return new Run(trial.state(), trial.configuration(), trial.seed());
        }
    }

    @Override
    public void run() {
        StudyRecord record = study.study();
        List<Line> lines = read();
        LeftOut leftOut = new LeftOut("line");
        List<FinishedTrial> wanted = new ArrayList<>();
        try (TrialStore store = study.open()) {
            Set<Run> known =
                    store.trials(record.id()).stream().map(Run::of).collect(Collectors.toCollection(HashSet::new));
            for (Line line : lines) {
                Optional<String> obstacle = Adoption.obstacle(record.definition(), line.trial());
                if (obstacle.isPresent()) {
                    leftOut.add(line.line(), obstacle.get());
                    continue;
                }
                Trial fitted = Adoption.fitted(record.definition(), line.trial(), line.origin());
                if (!known.add(Run.of(fitted))) {
                    leftOut.add(line.line(), "it is there already");
                } else {
                    wanted.add(finished(line, fitted));
                }
            }
            store.addAll(record.id(), wanted);
        }
        FerCommand.say(
                spec,
                "Added " + Adoption.counted(wanted.size()) + " to study '" + record.name() + "'" + leftOut.said()
                        + ". See 'fer trials list" + Hints.inStudy(study.file(), record.name()) + "'.");
    }

    private FinishedTrial finished(Line line, Trial fitted) {
        try {
            return new FinishedTrial(fitted, line.reports());
        } catch (IllegalArgumentException e) {
            throw misfit(line.line(), e);
        }
    }

    private UserError misfit(int line, RuntimeException reason) {
        String said = String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
        return new UserError(
                file + ":" + line + ": not an exported trial: " + said,
                "make the file by 'fer trials export -o jsonl'; nothing was added");
    }

    private List<Line> read() {
        List<String> texts;
        try {
            if (Inputs.isStandardInput(file)) {
                texts = Inputs.standardInput().lines().toList();
            } else {
                Inputs.requireThere(file);
                texts = Files.readAllLines(file);
            }
        } catch (IOException e) {
            throw new UserError("cannot read " + file + ": " + e.getMessage(), "check the path and its permissions");
        }
        JsonMapper json = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (!texts.get(i).isBlank()) {
                try {
                    lines.add(line(i + 1, json.readTree(texts.get(i))));
                } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
                    throw misfit(i + 1, e);
                }
            }
        }
        return lines;
    }

    private Line line(int at, JsonNode node) {
        if (!node.path("state").isString()) {
            throw new IllegalArgumentException("it lacks a state");
        }
        if (!node.path("parameters").isObject()) {
            throw new IllegalArgumentException("it lacks an object of parameters");
        }
        int number = node.path("number").asInt(at - 1);
        Map<String, String> attributes = new HashMap<>();
        node.path("attributes")
                .properties()
                .forEach(
                        entry -> attributes.put(entry.getKey(), entry.getValue().asString()));
        Configuration configuration =
                ConfigurationJson.read(node.path("parameters").toString());
        List<Report> reports = new ArrayList<>();
        for (JsonNode report : node.path("reports")) {
            Map<String, Double> metrics = numbers(report);
            metrics.remove("step");
            reports.add(new Report(report.path("step").intValue(), metrics, Double.NaN));
        }
        TrialState state = TrialState.valueOf(node.path("state").stringValue().toUpperCase(Locale.ROOT));
        Trial trial = new Trial(
                number,
                state,
                Optional.of(configuration),
                node.path("seed").asLong(Seeds.derive(0, "imported", number)),
                numbers(node.path("metrics")),
                attributes,
                state == TrialState.FAILED ? Optional.of(failure(node.path("failure"))) : Optional.empty(),
                reports.isEmpty() ? 0 : reports.get(reports.size() - 1).step(),
                node.path("attempts").asInt(1),
                Optional.empty(),
                Instant.now(),
                instant(node.path("started")),
                instant(node.path("finished")),
                Duration.ofMillis((long) (1000 * node.path("seconds").asDouble(0))));
        return new Line(at, trial, file.getFileName() + ":" + number, reports);
    }

    private static Map<String, Double> numbers(JsonNode object) {
        Map<String, Double> numbers = new HashMap<>();
        object.properties().forEach(entry -> {
            if (entry.getValue().isNumber()) {
                numbers.put(entry.getKey(), entry.getValue().doubleValue());
            }
        });
        return numbers;
    }

    private static Optional<Instant> instant(JsonNode text) {
        return text.isString() ? Optional.of(Instant.parse(text.stringValue())) : Optional.empty();
    }

    /** Takes apart what the export wrote: the reason's label, a colon and the message. */
    private static Trial.Failure failure(JsonNode text) {
        String all = text.asString("error: unknown");
        for (FailureReason reason : FailureReason.values()) {
            if (all.startsWith(reason.label() + ": ")) {
                return new Trial.Failure(reason, all.substring(reason.label().length() + 2), "");
            }
        }
        return new Trial.Failure(FailureReason.ERROR, all, "");
    }
}
