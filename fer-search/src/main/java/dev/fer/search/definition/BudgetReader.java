package dev.fer.search.definition;

import dev.fer.search.Goal;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.definition.SearchDefinition.Repeats;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads {@code budget} and {@code repeats}: how much is run. */
final class BudgetReader {
    private final Faults faults;

    BudgetReader(Faults faults) {
        this.faults = faults;
    }

    Budget read(ObjectReader root, List<Goal> goals) {
        return root.find("budget")
                .flatMap(node -> ObjectReader.of(node, "an object such as {\"trials\": 50}", faults))
                .map(object -> limits(object, goals))
                .orElse(Budget.UNLIMITED);
    }

    private Budget limits(ObjectReader object, List<Goal> goals) {
        object.allow("a budget", List.of("trials", "epochs", "target", "patience", "time", "failures", "trial_time"));
        for (String key : List.of("target", "patience")) {
            if (goals.size() > 1 && object.has(key)) {
                faults.add(
                        object.placeOf(key), "'" + key + "' is for searches with one objective, found " + goals.size());
            }
        }
        return new Budget(
                count(object, "trials", 1),
                count(object, "epochs", 1),
                object.number("target"),
                count(object, "patience", 1),
                time(object, "time"),
                count(object, "failures", 0),
                time(object, "trial_time"));
    }

    /** Reads {@code repeats}: a number, or an object with the number and the contenders. */
    Repeats repeats(ObjectReader root) {
        return root.find("repeats")
                .map(node -> {
                    if (!(node instanceof Node.Obj)) {
                        return new Repeats(count(root, "repeats", 1).orElse(1), OptionalInt.empty());
                    }
                    return ObjectReader.of(node, "a number, or {\"count\": 3, \"contenders\": 5}", faults)
                            .map(this::repeatsOfContenders)
                            .orElse(Repeats.NONE);
                })
                .orElse(Repeats.NONE);
    }

    private Repeats repeatsOfContenders(ObjectReader object) {
        object.allow("repeats", List.of("count", "contenders"));
        object.require("repeats", "count");
        return new Repeats(count(object, "count", 1).orElse(1), count(object, "contenders", 1));
    }

    private static OptionalInt count(ObjectReader object, String key, int low) {
        OptionalLong count = object.whole(key, low, Integer.MAX_VALUE);
        return count.isPresent() ? OptionalInt.of((int) count.getAsLong()) : OptionalInt.empty();
    }

    private Optional<Duration> time(ObjectReader object, String key) {
        return object.find(key).flatMap(node -> {
            Optional<Duration> time = node instanceof Node.Scalar scalar && scalar.value() instanceof String text
                    ? Durations.parse(text)
                    : Optional.empty();
            if (time.isEmpty()) {
                faults.addExpected(node, "a duration such as \"2h\", \"90m\", \"1h30m\" or \"45s\"");
            }
            return time;
        });
    }
}
