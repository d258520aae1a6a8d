package dev.fer.report.data;

import dev.fer.search.Trial;
import dev.fer.search.space.Configuration;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A result from elsewhere, published for instance, that trials are set beside.
 *
 * @param name a few words
 * @param description what was trained, in words; may be blank
 * @param metrics its figures by the names that trials give theirs
 * @param parameters how many numbers the model learns
 * @param steps how many steps, epochs for instance, it was trained
 * @param time how long that took, on whatever machine
 * @param counterpart what a trial has to be to stand beside it
 */
public record Reference(
        String name,
        String description,
        Map<String, Double> metrics,
        OptionalLong parameters,
        OptionalInt steps,
        Optional<Duration> time,
        Counterpart counterpart) {
    /** Copies the metrics, keeping their order. */
    public Reference {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** Returns a figure, if there is one. */
    public Optional<Double> metric(String metric) {
        return Optional.ofNullable(metrics.get(metric));
    }

    /**
     * Which trials make a reference real.
     *
     * @param model the model family of their study
     * @param values what their configuration holds; other parameters may be anything
     */
    public record Counterpart(String model, Map<String, Object> values) {
        /** Copies the values, whole numbers and fractions as a configuration holds them. */
        public Counterpart {
            values = Configuration.of(values).values();
        }

        boolean includes(Optional<String> studyModel, Trial trial) {
            return studyModel.filter(model::equals).isPresent()
                    && trial.configuration()
                            .filter(found -> values.entrySet().stream()
                                    .allMatch(entry -> found.find(entry.getKey())
                                            .filter(value -> same(value, entry.getValue()))
                                            .isPresent()))
                            .isPresent();
        }

        private static boolean same(Object one, Object other) {
            return (one instanceof Number a && other instanceof Number b)
                    ? Double.compare(a.doubleValue(), b.doubleValue()) == 0
                    : one.equals(other);
        }
    }
}
