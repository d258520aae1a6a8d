package dev.fer.search.definition;

import dev.fer.common.Suggestions;
import dev.fer.search.Goal;
import dev.fer.search.definition.SearchDefinition.Component;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code sampler} or {@code pruner} against the table of those that exist. */
final class ComponentReader {
    private final Components components;
    private final Faults faults;

    ComponentReader(Components components, Faults faults) {
        this.components = components;
        this.faults = faults;
    }

    Component read(ObjectReader root, List<Goal> goals) {
        String role = components.role();
        return root.find(role)
                .flatMap(node -> ObjectReader.of(node, "an object such as {\"type\": \"" + example() + "\"}", faults))
                .flatMap(object -> byType(object, goals))
                .orElseGet(components::defaultComponent);
    }

    private String example() {
        return components.types().get(1).name();
    }

    private Optional<Component> byType(ObjectReader object, List<Goal> goals) {
        if (!object.require("a " + components.role(), "type")) {
            return Optional.empty();
        }
        return object.text("type").flatMap(name -> {
            Optional<Components.Type> type = components.find(name);
            if (type.isEmpty()) {
                addUnknownType(object.placeOf("type"), name);
            }
            return type.map(known -> component(known, object, goals));
        });
    }

    private void addUnknownType(Place place, String name) {
        String role = components.role();
        List<String> names =
                components.types().stream().map(Components.Type::name).toList();
        faults.add(
                place,
                "there is no " + role + " '" + name + "'; available: " + String.join(", ", names),
                Suggestions.closest(name, names));
    }

    private Component component(Components.Type type, ObjectReader object, List<Goal> goals) {
        String role = components.role();
        if (goals.size() > 1 && !type.manyGoals()) {
            faults.add(
                    object.placeOf("type"),
                    role + " '" + type.name() + "' works towards one objective, found " + goals.size());
        }
        Map<String, ParameterDeclaration> options = new LinkedHashMap<>();
        type.options().forEach(option -> options.put(option.name(), option));
        List<String> keys = new ArrayList<>(List.of("type"));
        keys.addAll(options.keySet());
        object.allow(role + " '" + type.name() + "'", keys);
        Map<String, Object> values = new LinkedHashMap<>();
        options.forEach((name, option) -> object.find(name).ifPresent(node -> {
            if (!(node instanceof Node.Scalar scalar)) {
                faults.addExpected(node, DeclaredValues.describe(option.kind()));
            } else if (DeclaredValues.check(node.place(), option, scalar.value(), faults)) {
                values.put(name, DeclaredValues.convert(option, scalar.value()));
            }
        }));
        if (values.get(Components.METRIC) instanceof String metric) {
            checkMetric(object.placeOf(Components.METRIC), metric, goals);
        }
        return new Component(type.name(), values);
    }

    private void checkMetric(Place place, String metric, List<Goal> goals) {
        List<String> metrics = goals.stream().map(Goal::metric).toList();
        if (!goals.isEmpty() && !metrics.contains(metric)) {
            faults.addUnknown(place, "pruners judge by an objective; '" + metric + "' is none", metric, metrics);
        }
    }
}
