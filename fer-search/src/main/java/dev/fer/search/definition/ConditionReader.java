package dev.fer.search.definition;

import dev.fer.search.space.Condition;
import dev.fer.search.space.Condition.Comparison;
import dev.fer.search.space.Condition.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one parameter's {@code when}: an object of comparisons that must all hold, or a list of such objects of
 * which one must.
 */
final class ConditionReader {
    private static final Map<String, Operator> OPERATORS = Map.of(
            "ge", Operator.AT_LEAST,
            "gt", Operator.GREATER,
            "le", Operator.AT_MOST,
            "lt", Operator.LESS,
            "ne", Operator.NOT_IN,
            "in", Operator.IN);

    private final Faults faults;
    private final List<Mention> mentions = new ArrayList<>();

    /**
     * A comparison with another parameter, to be checked once all parameters are known.
     *
     * @param key where the other parameter is named
     * @param values with which it is compared
     */
    record Mention(Place key, String parameter, Operator operator, List<Node> values) {}

    ConditionReader(Faults faults) {
        this.faults = faults;
    }

    /** Returns the comparisons met so far. */
    List<Mention> mentions() {
        return mentions;
    }

    /** Reads the condition; empty when it has a fault. */
    Optional<Condition> read(Node when) {
        int before = faults.count();
        List<List<Comparison>> anyOf = new ArrayList<>();
        for (Node alternative : alternatives(when)) {
            anyOf.add(alternative(alternative));
        }
        return faults.count() == before ? Optional.of(new Condition(anyOf)) : Optional.empty();
    }

    private List<Node> alternatives(Node when) {
        if (!(when instanceof Node.Arr list)) {
            return List.of(when);
        }
        if (list.items().isEmpty()) {
            faults.add(when.place(), "expected at least one condition, found an empty list");
        }
        return list.items();
    }

    private List<Comparison> alternative(Node node) {
        List<Comparison> all = new ArrayList<>();
        ObjectReader.of(node, "an object such as {\"optimizer\": \"sgd\"}", faults)
                .ifPresent(object -> {
                    if (object.keys().isEmpty()) {
                        faults.add(object.place(), "a condition needs at least one comparison");
                    }
                    object.node().members().forEach((name, member) -> all.addAll(comparisons(name, member)));
                });
        return all;
    }

    private List<Comparison> comparisons(String parameter, Node.Member member) {
        if (member.value() instanceof Node.Obj operators) {
            return byOperators(parameter, member.key(), operators);
        }
        List<Node> values = member.value() instanceof Node.Arr list ? list.items() : List.of(member.value());
        return comparison(parameter, member.key(), Operator.IN, values, member.value())
                .map(List::of)
                .orElse(List.of());
    }

    private List<Comparison> byOperators(String parameter, Place key, Node.Obj operators) {
        List<Comparison> all = new ArrayList<>();
        if (operators.members().isEmpty()) {
            faults.add(operators.place(), "a comparison needs one of " + names());
        }
        operators.members().forEach((name, member) -> {
            Operator operator = OPERATORS.get(name);
            if (operator == null) {
                faults.addUnknown(member.key(), "unknown operator '" + name + "'", name, names());
                return;
            }
            boolean membership = operator == Operator.IN || operator == Operator.NOT_IN;
            if (!membership && !(member.value() instanceof Node.Scalar scalar && scalar.value() instanceof Number)) {
                faults.addExpected(member.value(), "a number to compare with");
                return;
            }
            List<Node> values = member.value() instanceof Node.Arr list ? list.items() : List.of(member.value());
            comparison(parameter, key, operator, values, member.value()).ifPresent(all::add);
        });
        return all;
    }

    private Optional<Comparison> comparison(
            String parameter, Place key, Operator operator, List<Node> nodes, Node whole) {
        mentions.add(new Mention(key, parameter, operator, nodes));
        if (nodes.isEmpty()) {
            faults.add(whole.place(), "expected at least one value, found an empty list");
            return Optional.empty();
        }
        return ObjectReader.scalars(nodes, faults).map(values -> new Comparison(parameter, operator, values));
    }

    /** Returns an operator as it is written. */
    static String label(Operator operator) {
        return OPERATORS.entrySet().stream()
                .filter(entry -> entry.getValue() == operator)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static List<String> names() {
        return OPERATORS.keySet().stream().sorted().toList();
    }
}
