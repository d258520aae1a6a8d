package dev.fer.search.definition;

import java.util.List;

/**
 * What one model family accepts.
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
}
