package dev.fer.search.sampler;

import dev.fer.search.History;
import dev.fer.search.space.Configuration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the next configuration to try.
 *
 * <p>The same history (in content, not identity), number and seed give the same suggestion, in any process, at
 * any time: a sampler does no I/O, draws only from {@code Seeds.random(seed, ...)}, and keeps nothing that cannot
 * be rebuilt from the history. It may cache what it derives from a history object, which only grows.
 *
 * <p>A suggestion is active-complete, within bounds, not forbidden, and in a finite space not equal to a
 * configuration that the history already holds, finished or active.
 *
 * <p>One thread at a time.
 */
public interface Sampler {
    /** The attribute that says which sampler, and why, where several may have made a suggestion: {@code tpe: 12 trials}. */
    String NOTE = "sampler";

    /**
     * Suggests the configuration of a new trial.
     *
     * @param history all that is known, of which the sampler uses the space, the finished and the active trials
     * @param number the new trial's number
     * @param seed the study's seed; the sampler derives its stream from it and the number
     * @return empty when the space is exhausted: every allowed configuration is in the history
     */
    Optional<Suggestion> suggest(History history, int number, long seed);

    /**
     * A suggested configuration.
     *
     * @param attributes why this one, for the record (for instance which sampler {@code auto} chose); often empty
     */
    record Suggestion(Configuration configuration, Map<String, String> attributes) {
        /** Creates a suggestion without attributes. */
        public Suggestion(Configuration configuration) {
            this(configuration, Map.of());
        }

        /** Returns this suggestion with another note. */
        Suggestion noted(String note) {
            Map<String, String> all = new HashMap<>(attributes);
            all.put(NOTE, note);
            return new Suggestion(configuration, Map.copyOf(all));
        }
    }
}
