package dev.fer.search.definition;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code objective}: one goal, or a list of them. */
final class GoalsReader {
    /** The metric of a goal that names none, where no model says what its metrics are. */
    static final String DEFAULT_METRIC = "value";

    private static final List<String> DIRECTIONS = List.of("minimize", "maximize");

    private final Optional<ModelCatalog> catalog;
    private final Faults faults;

    GoalsReader(Optional<ModelCatalog> catalog, Faults faults) {
        this.catalog = catalog;
        this.faults = faults;
    }

    List<Goal> read(ObjectReader root) {
        List<Goal> goals = new ArrayList<>();
        if (!root.require("a search file", "objective")) {
            return goals;
        }
        Node node = root.find("objective").orElseThrow();
        List<Node> nodes = node instanceof Node.Arr list ? list.items() : List.of(node);
        if (nodes.isEmpty()) {
            faults.add(node.place(), "expected at least one objective, found an empty list");
        }
        for (Node one : nodes) {
            ObjectReader.of(one, "an object such as {\"direction\": \"minimize\"}", faults)
                    .flatMap(object -> goal(object, root.has("model")))
                    .ifPresent(goal -> add(goal, one.place(), goals));
        }
        return goals;
    }

    private void add(Goal goal, Place place, List<Goal> goals) {
        if (goals.stream().anyMatch(other -> other.metric().equals(goal.metric()))) {
            faults.add(place, "the metric '" + goal.metric() + "' is an objective twice");
        }
        goals.add(goal);
    }

    private Optional<Goal> goal(ObjectReader object, boolean ofModel) {
        object.allow("an objective", List.of("metric", "direction"));
        Optional<Direction> direction = direction(object);
        if (ofModel && !object.require("the objective of a model", "metric")) {
            return Optional.empty();
        }
        Optional<String> metric = object.has("metric") ? object.text("metric") : Optional.of(DEFAULT_METRIC);
        metric.ifPresent(name -> checkMetric(object.placeOf("metric"), name, ofModel));
        return metric.flatMap(name -> direction.map(way -> new Goal(name, way)));
    }

    private void checkMetric(Place place, String name, boolean ofModel) {
        if (name.isBlank()) {
            faults.add(place, "the metric needs a name");
        } else if (ofModel) {
            List<String> metrics = catalog.map(ModelCatalog::metrics).orElse(List.of(name));
            if (!metrics.contains(name)) {
                faults.addUnknown(place, "models report no metric '" + name + "'", name, metrics);
            }
        }
    }

    private Optional<Direction> direction(ObjectReader object) {
        if (!object.require("an objective", "direction")) {
            return Optional.empty();
        }
        return object.text("direction").flatMap(name -> {
            if (!DIRECTIONS.contains(name)) {
                faults.addUnknown(
                        object.placeOf("direction"), "there is no direction '" + name + "'", name, DIRECTIONS);
                return Optional.empty();
            }
            return Optional.of(Direction.valueOf(name.toUpperCase(Locale.ROOT)));
        });
    }
}
