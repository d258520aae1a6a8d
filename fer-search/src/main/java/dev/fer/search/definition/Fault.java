package dev.fer.search.definition;

import java.util.Optional;

/**
 * One thing that is wrong with a search file. Immutable and thread-safe.
 *
 * @param pointer the JSON pointer (RFC 6901) of the value or key that is wrong; empty for the whole document
 * @param line where it stands, counted from 1; 0 when there is no such text
 * @param column where it stands, counted from 1; 0 when there is no such text
 * @param message what was found and what is allowed
 * @param suggestion what was probably meant instead of what was found
 */
public record Fault(String pointer, int line, int column, String message, Optional<String> suggestion) {
    /** Returns this fault of something that is not written in lines. */
    Fault withoutLine() {
        return new Fault(pointer, 0, 0, message, suggestion);
    }

    /** Returns the message with its suggestion, without the place. */
    public String text() {
        return message
                + suggestion.map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    /** Returns one line for a person: the pointer, the message, the suggestion. */
    @Override
    public String toString() {
        return pointer.isEmpty() ? text() : pointer + ": " + text();
    }
}
