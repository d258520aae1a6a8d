package dev.fer.search.definition;

import dev.fer.common.Suggestions;
import dev.fer.search.definition.ConditionReader.Mention;
import dev.fer.search.space.Condition.Operator;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.ConstantParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code space}, {@code forbidden} and {@code enqueue}, and checks what they say about each other. */
final class SpaceReader {
    private final Faults faults;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * A parameter of the file.
     *
     * @param parameter empty when it has a fault
     */
    record Entry(Node.Member member, Optional<Parameter> parameter, List<Mention> mentions) {}

    SpaceReader(Faults faults) {
        this.faults = faults;
    }

    /** Reads the parameters and checks their conditions against each other. */
    void readParameters(ObjectReader space) {
        if (space.keys().isEmpty()) {
            faults.add(space.place(), "a space needs at least one parameter");
        }
        ParameterReader reader = new ParameterReader(faults);
        space.node().members().forEach((name, member) -> {
            ConditionReader conditions = new ConditionReader(faults);
            Optional<Parameter> parameter = reader.read(name, member.value(), conditions);
            entries.put(name, new Entry(member, parameter, conditions.mentions()));
        });
        entries.forEach((name, entry) -> entry.mentions().forEach(this::checkMention));
        entries.forEach((name, entry) -> checkCircle(name, entry));
    }

    /** Returns the parameters by name, in the order of the file. */
    Map<String, Entry> entries() {
        return entries;
    }

    private void checkMention(Mention mention) {
        Entry other = entries.get(mention.parameter());
        if (other == null) {
            String name = mention.parameter();
            faults.addUnknown(mention.key(), "the space has no parameter '" + name + "'", name, entries.keySet());
            return;
        }
        other.parameter().ifPresent(parameter -> {
            if (mention.operator() == Operator.IN || mention.operator() == Operator.NOT_IN) {
                mention.values().forEach(value -> checkValue(value, parameter));
            } else if (!isNumeric(parameter)) {
                faults.add(
                        mention.values().get(0).place(),
                        "'" + parameter.name() + "' has no numbers to compare; allowed: " + parameter.allowed());
            }
        });
    }

    private static boolean isNumeric(Parameter parameter) {
        return ParameterValues.enumerated(parameter).stream().allMatch(Number.class::isInstance);
    }

    private void checkValue(Node node, Parameter parameter) {
        if (node instanceof Node.Scalar scalar && !parameter.contains(scalar.value())) {
            String message =
                    "'" + parameter.name() + "' is never " + node.found() + "; allowed: " + parameter.allowed();
            faults.add(node.place(), message, suggestion(scalar, parameter));
        }
    }

    private static Optional<String> suggestion(Node.Scalar scalar, Parameter parameter) {
        List<String> choices = ParameterValues.enumerated(parameter).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
        return scalar.value() instanceof String text ? Suggestions.closest(text, choices) : Optional.empty();
    }

    private void checkCircle(String name, Entry entry) {
        List<String> path = circle(name, name, new LinkedHashSet<>());
        if (!path.isEmpty()) {
            Place first = entry.mentions().stream()
                    .filter(mention -> mention.parameter().equals(path.get(0)))
                    .map(Mention::key)
                    .findFirst()
                    .orElseThrow();
            faults.add(first, "the condition depends on itself: " + name + " -> " + String.join(" -> ", path));
        }
    }

    private List<String> circle(String from, String goal, Set<String> visited) {
        Entry entry = entries.get(from);
        if (entry == null || !visited.add(from)) {
            return List.of();
        }
        for (Mention mention : entry.mentions()) {
            if (mention.parameter().equals(goal)) {
                return List.of(goal);
            }
            List<String> rest = circle(mention.parameter(), goal, visited);
            if (!rest.isEmpty()) {
                List<String> path = new ArrayList<>(List.of(mention.parameter()));
                path.addAll(rest);
                return path;
            }
        }
        return List.of();
    }

    /** Reads partial configurations; those with faults are left out. */
    List<Combination> combinations(ObjectReader root, String key) {
        List<Combination> combinations = new ArrayList<>();
        root.find(key).ifPresent(node -> {
            if (node instanceof Node.Arr list) {
                list.items().forEach(item -> combination(item).ifPresent(combinations::add));
            } else {
                faults.addExpected(node, "a list of objects such as {\"num_layers\": 3}");
            }
        });
        return combinations;
    }

    /** A partial configuration and where it stands. */
    record Combination(Node.Obj node, Configuration values) {}

    private Optional<Combination> combination(Node node) {
        return ObjectReader.of(node, "an object such as {\"num_layers\": 3}", faults)
                .flatMap(object -> {
                    int before = faults.count();
                    Map<String, Object> values = new LinkedHashMap<>();
                    object.node().members().forEach((name, member) -> {
                        checkAssignment(name, member);
                        if (member.value() instanceof Node.Scalar scalar) {
                            values.put(name, scalar.value());
                        }
                    });
                    return faults.count() == before
                            ? Optional.of(new Combination(object.node(), Configuration.of(values)))
                            : Optional.empty();
                });
    }

    private void checkAssignment(String name, Node.Member member) {
        Entry entry = entries.get(name);
        if (entry == null) {
            faults.addUnknown(member.key(), "the space has no parameter '" + name + "'", name, entries.keySet());
        } else if (member.value() instanceof Node.Scalar) {
            entry.parameter().ifPresent(parameter -> checkValue(member.value(), parameter));
        } else {
            faults.addExpected(member.value(), "a value of '" + name + "'");
        }
    }

    /** Reports combinations to try that can never be a trial: a value without its condition, or forbidden ones. */
    void checkPossible(List<Combination> combinations, SearchSpace space) {
        for (Combination combination : combinations) {
            Configuration known = withConstants(combination.values(), space);
            combination.node().members().forEach((name, member) -> {
                Parameter parameter = space.parameter(name);
                boolean decided = parameter.when().isPresent()
                        && known.names().containsAll(parameter.when().get().parameters());
                if (decided && !space.isActive(parameter, known.values())) {
                    faults.add(member.key(), "'" + name + "' does not exist for these values; see its 'when'");
                }
            });
            if (space.isForbidden(known)) {
                faults.add(combination.node().place(), "this combination is forbidden");
            }
        }
    }

    private static Configuration withConstants(Configuration values, SearchSpace space) {
        Map<String, Object> known = new LinkedHashMap<>(values.values());
        for (Parameter parameter : space.parameters()) {
            if (parameter instanceof ConstantParameter constant) {
                known.put(constant.name(), constant.value());
            }
        }
        return Configuration.of(known);
    }
}
