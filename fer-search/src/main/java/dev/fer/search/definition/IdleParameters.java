package dev.fer.search.definition;

import dev.fer.search.definition.ParameterDeclaration.Use;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds parameters and settings of a search that can change nothing, as {@code momentum} where the optimizer is always {@code adam}: no
 * fault, since the search can run, but seldom what was meant, and a dimension in which a sampler looks in vain.
 * Thread-safe.
 */
public final class IdleParameters {
    private IdleParameters() {}

    /** Returns a sentence on each, with its JSON pointer; none for a search that names no model. */
    public static List<String> find(SearchDefinition definition, ModelCatalog catalog) {
        Optional<ModelDeclaration> model = definition.model().flatMap(catalog::find);
        List<String> sentences = new ArrayList<>();
        for (Parameter parameter : definition.space().parameters()) {
            model.flatMap(known -> known.find(parameter.name()))
                    .flatMap(ParameterDeclaration::use)
                    .flatMap(use -> reason(use, definition.space(), model.orElseThrow()))
                    .ifPresent(reason -> sentences.add(
                            "/space/" + parameter.name() + ": '" + parameter.name() + "' changes nothing: " + reason));
        }
        for (String setting : definition.training().keySet()) {
            declared(catalog, setting)
                    .flatMap(ParameterDeclaration::use)
                    .flatMap(use -> reason(use, value(definition, catalog, use.beside())))
                    .ifPresent(reason -> sentences.add("/training/" + setting.replace('.', '/') + ": '" + setting
                            + "' changes nothing: " + reason));
        }
        return sentences;
    }

    private static Optional<ParameterDeclaration> declared(ModelCatalog catalog, String setting) {
        return catalog.trainingSettings().stream()
                .filter(known -> known.name().equals(setting))
                .findFirst();
    }

    private static List<Object> value(SearchDefinition definition, ModelCatalog catalog, String setting) {
        return Optional.ofNullable(definition.training().get(setting))
                .or(() -> declared(catalog, setting).flatMap(ParameterDeclaration::defaultValue))
                .map(List::of)
                .orElse(List.of());
    }

    private static Optional<String> reason(Use use, SearchSpace space, ModelDeclaration model) {
        Optional<Parameter> decisive = space.indexOf(use.beside()).map(space.parameters()::get);
        if (use.values().isEmpty()) {
            return decisive.filter(given -> given.when().isEmpty())
                    .map(given -> "'" + use.beside() + "' takes its place");
        }
        List<Object> possible = decisive.map(ParameterValues::enumerated)
                .orElseGet(() -> model.find(use.beside())
                        .flatMap(ParameterDeclaration::defaultValue)
                        .map(List::of)
                        .orElse(List.of()));
        return reason(use, possible);
    }

    private static Optional<String> reason(Use use, List<Object> possible) {
        boolean counts = possible.isEmpty() || possible.stream().anyMatch(use.values()::contains);
        return counts
                ? Optional.empty()
                : Optional.of("it counts with " + use.beside() + " " + listed(use.values()) + " only, and here "
                        + use.beside() + " is " + listed(possible));
    }

    private static String listed(List<Object> values) {
        return String.join(
                " or ", values.stream().map(value -> "'" + value + "'").toList());
    }
}
