package dev.fer.search.definition;

import java.util.List;
import java.util.Optional;

/**
 * What models there are and what each accepts, so that a search file is checked before anything trains.
 * Implementations are thread-safe and cheap to ask (no network is built).
 */
public interface ModelCatalog {
    /** Returns the names of all models, sorted. */
    List<String> names();

    /** Returns what a model accepts, or empty for an unknown name. */
    Optional<ModelDeclaration> find(String name);

    /**
     * Returns the settings of the search file's {@code training} object; nested ones have dotted names
     * ({@code early_stopping.patience}).
     */
    List<ParameterDeclaration> trainingSettings();

    /**
     * Returns what is wrong with a search of these models beyond single names and values, each a sentence of its own:
     * settings that exclude each other, for instance. Its names and values were checked before.
     */
    default List<String> problems(SearchDefinition search) {
        return List.of();
    }

    /** Returns the names of the metrics that a trial of these models reports at each step and at its end. */
    List<String> metrics();
}
