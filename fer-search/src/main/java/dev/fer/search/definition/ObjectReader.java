package dev.fer.search.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Takes typed values out of a JSON object; what is not as it should be becomes a fault and counts as absent. */
final class ObjectReader {
    private static final double EXACT = 1L << 53;

    private final Node.Obj object;
    private final Faults faults;

    private ObjectReader(Node.Obj object, Faults faults) {
        this.object = object;
        this.faults = faults;
    }

    /** Wraps a node, or reports that it should have been an object. */
    static Optional<ObjectReader> of(Node node, String what, Faults faults) {
        if (node instanceof Node.Obj object) {
            return Optional.of(new ObjectReader(object, faults));
        }
        faults.addExpected(node, what);
        return Optional.empty();
    }

    Place place() {
        return object.place();
    }

    /** Returns where a member's value stands, or the object itself when it has no such member. */
    Place placeOf(String key) {
        return find(key).map(Node::place).orElse(place());
    }

    Optional<Node> find(String key) {
        return Optional.ofNullable(object.members().get(key)).map(Node.Member::value);
    }

    boolean has(String key) {
        return object.members().containsKey(key);
    }

    Collection<String> keys() {
        return object.members().keySet();
    }

    Node.Obj node() {
        return object;
    }

    /** Reports members that are none of the allowed ones. */
    void allow(String owner, Collection<String> allowed) {
        object.members().forEach((key, member) -> {
            if (!allowed.contains(key)) {
                faults.addUnknown(member.key(), owner + " has no key '" + key + "'", key, allowed);
            }
        });
    }

    /** Reports a missing member. */
    boolean require(String owner, String key) {
        if (!has(key)) {
            faults.add(place(), owner + " needs '" + key + "'");
        }
        return has(key);
    }

    Optional<String> text(String key) {
        return find(key).flatMap(node -> {
            if (node instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
                return Optional.of(text);
            }
            faults.addExpected(node, "a string");
            return Optional.empty();
        });
    }

    OptionalDouble number(String key) {
        Node node = find(key).orElse(null);
        if (node == null) {
            return OptionalDouble.empty();
        }
        if (node instanceof Node.Scalar scalar && scalar.value() instanceof Number number) {
            return OptionalDouble.of(number.doubleValue());
        }
        faults.addExpected(node, "a number");
        return OptionalDouble.empty();
    }

    OptionalLong whole(String key) {
        return whole(key, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    OptionalLong whole(String key, long low, long high) {
        Node node = find(key).orElse(null);
        if (node == null) {
            return OptionalLong.empty();
        }
        OptionalLong value = node instanceof Node.Scalar scalar ? asWhole(scalar.value()) : OptionalLong.empty();
        if (value.isPresent() && value.getAsLong() >= low && value.getAsLong() <= high) {
            return value;
        }
        boolean tooGreat = value.isPresent() && value.getAsLong() > high;
        String from = low == Long.MIN_VALUE ? "" : " of at least " + low;
        faults.addExpected(node, "a whole number" + (tooGreat ? " of at most " + high : from));
        return OptionalLong.empty();
    }

    private static OptionalLong asWhole(Object value) {
        if (value instanceof Long number) {
            return OptionalLong.of(number);
        }
        boolean whole = value instanceof Double number && number == Math.rint(number) && Math.abs(number) <= EXACT;
        return whole ? OptionalLong.of(((Double) value).longValue()) : OptionalLong.empty();
    }

    boolean flag(String key) {
        Node node = find(key).orElse(null);
        if (node == null) {
            return false;
        }
        if (node instanceof Node.Scalar scalar && scalar.value() instanceof Boolean flag) {
            return flag;
        }
        faults.addExpected(node, "true or false");
        return false;
    }

    /** Returns the items of a list that must not be empty. */
    Optional<List<Node>> items(String key, String expected) {
        return find(key).flatMap(node -> {
            if (node instanceof Node.Arr list && !list.items().isEmpty()) {
                return Optional.of(list.items());
            }
            faults.add(
                    node.place(),
                    "expected " + expected + ", found " + (node instanceof Node.Arr ? "an empty list" : node.found()));
            return Optional.empty();
        });
    }

    /** Returns the scalars of a list that must not be empty; empty when one of them is no scalar. */
    Optional<List<Object>> scalars(String key, String expected) {
        return items(key, expected).flatMap(nodes -> scalars(nodes, faults));
    }

    static Optional<List<Object>> scalars(List<Node> nodes, Faults faults) {
        List<Object> values = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof Node.Scalar scalar) {
                values.add(scalar.value());
            } else {
                faults.addExpected(node, "a number, a string or a boolean");
            }
        }
        return values.size() == nodes.size() ? Optional.of(values) : Optional.empty();
    }
}
