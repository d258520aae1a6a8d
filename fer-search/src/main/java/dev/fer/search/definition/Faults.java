package dev.fer.search.definition;

import dev.fer.common.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects the faults of one search file. */
final class Faults {
    private final List<Fault> found = new ArrayList<>();

    void add(Place place, String message) {
        add(place, message, Optional.empty());
    }

    void add(Place place, String message, Optional<String> suggestion) {
        found.add(new Fault(place.pointer(), place.line(), place.column(), message, suggestion));
    }

    /** Adds a fault about a name that is none of the allowed ones, and suggests the nearest of them. */
    void addUnknown(Place place, String message, String name, Collection<String> allowed) {
        Optional<String> suggestion = Suggestions.closest(name, allowed);
        boolean listed = suggestion.isEmpty() && !allowed.isEmpty();
        add(place, message + (listed ? "; allowed: " + String.join(", ", allowed) : ""), suggestion);
    }

    void addExpected(Node node, String expected) {
        add(node.place(), "expected " + expected + ", found " + node.found());
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    int count() {
        return found.size();
    }

    void throwIfAny(String source) {
        if (!found.isEmpty()) {
            throw new SearchFileException(
                    source,
                    found.stream()
                            .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
                            .toList());
        }
    }
}
