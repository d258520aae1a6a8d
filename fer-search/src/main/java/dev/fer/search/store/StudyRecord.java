package dev.fer.search.store;

import dev.fer.search.definition.SearchDefinition;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A study as the store keeps it.
 *
 * @param id within its store
 * @param definition the newest version
 * @param version of the definition, counted from 1
 * @param provenance facts about where and on what it runs: data fingerprint, code version, backend, host
 */
public record StudyRecord(
        long id, SearchDefinition definition, int version, Map<String, String> provenance, Instant created) {
    /** The provenance that says where the data were when the study last ran on them. */
    public static final String DATA_SOURCE = "data.source";

    /** The provenance that tells data apart, wherever and in whatever form they lie. */
    public static final String DATA_FINGERPRINT = "data.fingerprint";

    /** What provenance calls that damaged images were left out: {@code true}, or it is absent. */
    public static final String DATA_SKIPS_DAMAGED = "data.skip_damaged";

    /** The provenance that says in which directory its command runs. */
    public static final String DIRECTORY = "directory";

    /** The provenance that says which version of the program created the study. */
    public static final String CODE_VERSION = "code.version";

    /** Copies the provenance. */
    public StudyRecord {
        provenance = Map.copyOf(provenance);
    }

    /** Returns the study's name. */
    public String name() {
        return definition.name();
    }

    /** Returns where its data were when it last ran on them, if that was recorded. */
    public Optional<String> dataSource() {
        return Optional.ofNullable(provenance.get(DATA_SOURCE));
    }

    /** Returns the fingerprint of its data, if that was recorded. */
    public Optional<String> dataFingerprint() {
        return Optional.ofNullable(provenance.get(DATA_FINGERPRINT));
    }
}
