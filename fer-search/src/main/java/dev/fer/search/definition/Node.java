package dev.fer.search.definition;

import java.util.List;
import java.util.Map;

/** A JSON value that knows where it stands. */
sealed interface Node {
    /** Returns where the value begins. */
    Place place();

    /** Describes the value as it was found, for a message. */
    String found();

    /** An object with its members in the order of the file. */
    record Obj(Place place, Map<String, Member> members) implements Node {
        @Override
        public String found() {
            return "an object";
        }
    }

    /** A list. */
    record Arr(Place place, List<Node> items) implements Node {
        @Override
        public String found() {
            return "a list";
        }
    }

    /** A String, Boolean, Long or finite Double. */
    record Scalar(Place place, Object value) implements Node {
        @Override
        public String found() {
            return text(value);
        }
    }

    /** The value {@code null}. */
    record Null(Place place) implements Node {
        @Override
        public String found() {
            return "null";
        }
    }

    /**
     * A member of an object.
     *
     * @param key where its name stands
     */
    record Member(Place key, Node value) {}

    /** Returns a scalar as JSON writes it. */
    static String text(Object value) {
        return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
    }
}
