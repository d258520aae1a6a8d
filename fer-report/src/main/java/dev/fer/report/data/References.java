package dev.fer.report.data;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Results from one source.
 *
 * @param source where they come from, as it stands in a sentence: {@code a course report (Keras, on a GPU)}
 * @param samples how many samples a split has that they were judged by, by the split's name; what is not there is
 *     taken to be as large as ours
 * @param rows in the order in which they are shown
 */
public record References(String source, Map<String, Long> samples, List<Reference> rows) {
    /** Copies the collections. */
    public References {
        samples = Map.copyOf(samples);
        rows = List.copyOf(rows);
    }

    /**
     * Reads results of this form; all but {@code name}, {@code metrics}, {@code model} and {@code values} may be left
     * out of a row.
     *
     * <pre>{@code
     * {"source": "a course report", "samples": {"validation": 3589}, "rows": [
     *   {"name": "CNN 1", "description": "three convolutions", "metrics": {"validation.accuracy": 0.5704},
     *    "parameters": 593383, "steps": 300, "seconds": 1509, "model": "cnn", "values": {"batch_size": 256}}]}
     * }</pre>
     *
     * @throws IllegalArgumentException if the text is not of this form; says what is wrong
     */
    public static References parse(String json) {
        try {
            JsonNode root = JsonMapper.shared().readTree(json);
            Map<String, Long> samples = new LinkedHashMap<>();
            root.path("samples")
                    .properties()
                    .forEach(split -> samples.put(split.getKey(), samples(split.getKey(), split.getValue())));
            List<Reference> rows = new ArrayList<>();
            for (JsonNode row : root.path("rows")) {
                rows.add(row(row, "/rows/" + rows.size()));
            }
            return new References(text(root, "", "source"), samples, rows);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("this is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static long samples(String split, JsonNode count) {
        if (!count.isIntegralNumber() || count.asLong() < 1) {
            throw new IllegalArgumentException(
                    "/samples/" + split + ": expected a whole number of at least 1, found " + count);
        }
        return count.asLong();
    }

    private static Reference row(JsonNode row, String pointer) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        row.path("metrics").properties().forEach(metric -> {
            if (!metric.getValue().isNumber()) {
                throw new IllegalArgumentException(
                        pointer + "/metrics/" + metric.getKey() + ": expected a number, found " + metric.getValue());
            }
            metrics.put(metric.getKey(), metric.getValue().asDouble());
        });
        return new Reference(
                text(row, pointer, "name"),
                row.path("description").asString(""),
                metrics,
                row.path("parameters").isNumber()
                        ? OptionalLong.of(row.path("parameters").asLong())
                        : OptionalLong.empty(),
                row.path("steps").isNumber() ? OptionalInt.of(row.path("steps").asInt()) : OptionalInt.empty(),
                row.path("seconds").isNumber()
                        ? Optional.of(Duration.ofSeconds(row.path("seconds").asLong()))
                        : Optional.empty(),
                new Reference.Counterpart(text(row, pointer, "model"), values(row.path("values"), pointer)));
    }

    private static Map<String, Object> values(JsonNode node, String pointer) {
        Map<String, Object> values = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (!value.isValueNode() || value.isNull()) {
                throw new IllegalArgumentException(pointer + "/values/" + entry.getKey()
                        + ": expected a number, a text or true or false, found " + value);
            }
            values.put(
                    entry.getKey(),
                    value.isBoolean()
                            ? (Object) value.asBoolean()
                            : value.isIntegralNumber()
                                    ? (Object) value.asLong()
                                    : value.isNumber() ? (Object) value.asDouble() : value.asString());
        });
        return values;
    }

    private static String text(JsonNode node, String pointer, String name) {
        if (!node.path(name).isString()) {
            throw new IllegalArgumentException(pointer + "/" + name + ": expected a text, found " + node.path(name));
        }
        return node.path(name).asString();
    }
}
