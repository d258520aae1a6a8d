package dev.fer.search.definition;

import java.util.List;
import java.util.Optional;

/**
 * What one model family accepts. Immutable and thread-safe.
 *
 * @param name as written in the search file's {@code model}
 * @param description one sentence for {@code fer model list}
 * @param parameters in the order in which they are shown
 */
public record ModelDeclaration(String name, String description, List<ParameterDeclaration> parameters) {
    /** Copies the parameters. */
    public ModelDeclaration {
        parameters = List.copyOf(parameters);
    }

    /** Returns the parameter of this name, or empty if there is none. */
    public Optional<ParameterDeclaration> find(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst();
    }
}
