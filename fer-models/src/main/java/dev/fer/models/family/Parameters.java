package dev.fer.models.family;

import dev.fer.common.Suggestions;
import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks values against declarations and fills in what is missing. */
public final class Parameters {
    private Parameters() {}

    /**
     * Returns the values with defaults filled in, in the order of the declarations.
     *
     * @param owner whose parameters they are, for messages: "model 'cnn'"
     * @throws ParameterException if a name is unknown or a value does not fit its declaration
     */
    public static Configuration resolve(String owner, List<ParameterDeclaration> declarations, Configuration values) {
        List<String> names =
                declarations.stream().map(ParameterDeclaration::name).toList();
        List<String> problems = new ArrayList<>();
        for (String name : values.names()) {
            if (!names.contains(name)) {
                problems.add(owner + " has no parameter '" + name + "'" + Suggestions.didYouMean(name, names));
            }
        }
        Map<String, Object> resolved = new LinkedHashMap<>();
        for (ParameterDeclaration declaration : declarations) {
            Optional<Object> given = values.find(declaration.name());
            given.flatMap(declaration::problem).ifPresent(problems::add);
            given.or(declaration::defaultValue).ifPresent(value -> resolved.put(declaration.name(), value));
        }
        if (!problems.isEmpty()) {
            throw new ParameterException(problems);
        }
        return Configuration.of(resolved);
    }
}
