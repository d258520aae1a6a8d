package dev.fer.search.store;

import dev.fer.search.definition.SearchDefinition;
import java.time.Instant;
import java.util.Map;

/**
 * A study as the store keeps it.
 *
 * @param id within its store
 * @param definition the newest version
 * @param version of the definition, counted from 1
 * @param provenance facts recorded at its creation: data fingerprint, code version, backend, host
 */
public record StudyRecord(
        long id, SearchDefinition definition, int version, Map<String, String> provenance, Instant created) {
    /** Copies the provenance. */
    public StudyRecord {
        provenance = Map.copyOf(provenance);
    }

    /** Returns the study's name. */
    public String name() {
        return definition.name();
    }
}
