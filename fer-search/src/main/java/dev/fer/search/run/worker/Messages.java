package dev.fer.search.run.worker;

import dev.fer.common.Suggestions;
import dev.fer.search.FailureReason;
import dev.fer.search.Trial;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.ConfigurationJson;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads the lines of the worker protocol. */
final class Messages {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final List<String> TYPES =
            List.of("trial", "continue", "stop", "report", "attribute", "result", "pruned", "failure");

    private Messages() {}

    /** A line of the protocol. */
    sealed interface Message {
        record Start(String study, int number, Configuration parameters, long seed, int resumeFrom, String directory)
                implements Message {}

        record Continue() implements Message {}

        record Stop(boolean pruned) implements Message {}

        record Reported(int step, Map<String, Double> metrics) implements Message {}

        record Attribute(String key, String value) implements Message {}

        record Result(Map<String, Double> metrics) implements Message {}

        record Pruned(String reason) implements Message {}

        record Failed(Trial.Failure failure) implements Message {}
    }

    static String write(Message message) {
        ObjectNode line = JSON.createObjectNode();
        if (message instanceof Message.Start start) {
            line.put("type", "trial").put("study", start.study()).put("number", start.number());
            line.set("parameters", JSON.readTree(ConfigurationJson.write(start.parameters())));
            line.put("seed", start.seed())
                    .put("resume_from", start.resumeFrom())
                    .put("directory", start.directory());
        } else if (message instanceof Message.Continue) {
            line.put("type", "continue");
        } else if (message instanceof Message.Stop stop) {
            line.put("type", "stop").put("reason", stop.pruned() ? "pruned" : "interrupted");
        } else if (message instanceof Message.Reported report) {
            line.put("type", "report").put("step", report.step());
            line.set("metrics", metrics(report.metrics()));
        } else if (message instanceof Message.Attribute attribute) {
            line.put("type", "attribute").put("key", attribute.key()).put("value", attribute.value());
        } else if (message instanceof Message.Result result) {
            line.put("type", "result");
            line.set("metrics", metrics(result.metrics()));
        } else if (message instanceof Message.Pruned pruned) {
            line.put("type", "pruned").put("reason", pruned.reason());
        } else if (message instanceof Message.Failed failed) {
            line.put("type", "failure")
                    .put("reason", failed.failure().reason().label())
                    .put("message", failed.failure().message())
                    .put("trace", failed.failure().trace());
        }
        return line.toString();
    }

    /** JSON has no word for what is not finite: it is written as text. */
    private static ObjectNode metrics(Map<String, Double> metrics) {
        ObjectNode node = JSON.createObjectNode();
        metrics.forEach((name, value) -> {
            if (Double.isFinite(value)) {
                node.put(name, value);
            } else {
                node.put(name, value.toString());
            }
        });
        return node;
    }

    /**
     * Reads a line; empty if it is not of the protocol.
     *
     * @throws ProtocolException if it claims to be and is not
     */
    static Optional<Message> read(String line) {
        if (!line.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JacksonException e) {
            if (line.contains("\"type\"")) {
                throw new ProtocolException(e.getOriginalMessage(), line, e);
            }
            return Optional.empty();
        }
        if (!node.path("type").isString()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(new Line(node, line)));
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(e.getMessage(), line, e);
        }
    }

    private static Message read(Line line) {
        String type = line.text("type");
        return switch (type) {
            case "trial" ->
                new Message.Start(
                        line.text("study"),
                        line.whole("number"),
                        line.parameters(),
                        line.seed(),
                        line.whole("resume_from"),
                        line.text("directory"));
            case "continue" -> new Message.Continue();
            case "stop" -> new Message.Stop(line.text("reason").equals("pruned"));
            case "report" -> new Message.Reported(line.step(), line.metrics());
            case "attribute" -> new Message.Attribute(line.text("key"), line.text("value"));
            case "result" -> new Message.Result(line.metrics());
            case "pruned" -> new Message.Pruned(line.text("reason"));
            case "failure" -> new Message.Failed(line.failure());
            default -> throw line.wrong("unknown type '" + type + "'" + Suggestions.didYouMean(type, TYPES));
        };
    }

    /** A line's fields, with errors that name the one that is wrong. */
    private record Line(JsonNode node, String text) {
        ProtocolException wrong(String problem) {
            return new ProtocolException(problem, text, null);
        }

        String text(String field) {
            if (!node.path(field).isString()) {
                throw wrong("'" + field + "' must be a string");
            }
            return node.path(field).stringValue();
        }

        int whole(String field) {
            if (!node.path(field).canConvertToInt()) {
                throw wrong("'" + field + "' must be a whole number");
            }
            return node.path(field).intValue();
        }

        int step() {
            int step = whole("step");
            if (step < 1) {
                throw wrong("'step' is counted from 1");
            }
            return step;
        }

        long seed() {
            if (!node.path("seed").canConvertToLong()) {
                throw wrong("'seed' must be a whole number");
            }
            return node.path("seed").longValue();
        }

        Configuration parameters() {
            return ConfigurationJson.read(node.path("parameters").toString());
        }

        Map<String, Double> metrics() {
            if (!node.path("metrics").isObject()) {
                throw wrong("'metrics' must be an object of numbers");
            }
            Map<String, Double> metrics = new LinkedHashMap<>();
            node.path("metrics").properties().forEach(entry -> metrics.put(entry.getKey(), metric(entry.getValue())));
            return metrics;
        }

        private double metric(JsonNode value) {
            if (value.isNumber()) {
                // A whole number beyond all doubles is infinite, as one with an exponent is.
                return Double.parseDouble(value.asString());
            }
            return switch (value.isString() ? value.stringValue() : value.toString()) {
                case "NaN", "null" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw wrong("'metrics' must be an object of numbers");
            };
        }

        Trial.Failure failure() {
            String reason = text("reason");
            FailureReason known = Arrays.stream(FailureReason.values())
                    .filter(one -> one.label().equals(reason))
                    .findFirst()
                    .orElseThrow(() -> wrong("unknown reason '" + reason + "' (known: "
                            + String.join(
                                    ", ",
                                    Arrays.stream(FailureReason.values())
                                            .map(FailureReason::label)
                                            .toList())
                            + ")"));
            String trace = node.path("trace").isString() ? text("trace") : "";
            return new Trial.Failure(known, text("message"), trace);
        }
    }
}
