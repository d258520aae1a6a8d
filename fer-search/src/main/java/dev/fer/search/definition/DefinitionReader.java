package dev.fer.search.definition;

import dev.fer.search.Goal;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.definition.SearchDefinition.Repeats;
import dev.fer.search.definition.SpaceReader.Combination;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one search file, top down; each part has a reader of its own, and all report to one list of faults. */
final class DefinitionReader {
    private static final List<String> KEYS = List.of(
            "$schema",
            "name",
            "description",
            "model",
            "command",
            "space",
            "forbidden",
            "enqueue",
            "objective",
            "training",
            "sampler",
            "pruner",
            "repeats",
            "budget",
            "seed");

    /** The sampler that ends and pauses trials itself. */
    private static final String PAUSING_SAMPLER = "freeze-thaw";

    private final String source;
    private final Optional<ModelCatalog> catalog;
    /** What a store keeps was checked by the program that stored it, which may have known other rules. */
    private final boolean isNew;

    private final Faults faults = new Faults();

    DefinitionReader(String source, Optional<ModelCatalog> catalog, boolean isNew) {
        this.source = source;
        this.catalog = catalog;
        this.isNew = isNew;
    }

    SearchDefinition read(String text) {
        Node document = JsonDocument.parse(text, source, faults);
        Optional<SearchDefinition> definition = ObjectReader.of(document, "a search file, one JSON object", faults)
                .flatMap(this::read);
        faults.throwIfAny(source);
        return definition.orElseThrow();
    }

    private Optional<SearchDefinition> read(ObjectReader root) {
        root.allow("a search file", KEYS);
        root.text("$schema");
        String name = name(root);
        String description = root.text("description").orElse("");
        Optional<ModelDeclaration> model = model(root);
        Optional<SpaceReader> space = space(root, model);
        List<Goal> goals = new GoalsReader(catalog, faults).read(root);
        Map<String, Object> training = new TrainingReader(catalog, model, faults).read(root);
        Component sampler = new ComponentReader(Components.SAMPLERS, faults).read(root, goals);
        Component pruner = new ComponentReader(Components.PRUNERS, faults).read(root, goals);
        if (sampler.type().equals(PAUSING_SAMPLER) && !pruner.equals(Components.PRUNERS.defaultComponent())) {
            faults.add(
                    root.placeOf("pruner"),
                    "sampler '" + PAUSING_SAMPLER + "' pauses trials itself and takes no pruner, found '"
                            + pruner.type() + "'");
        }
        BudgetReader budgets = new BudgetReader(faults);
        Repeats repeats = budgets.repeats(root);
        Budget budget = budgets.read(root, goals);
        List<String> command = command(root, space);
        long seed = root.whole("seed").orElse(0);
        List<Combination> forbidden = combinations(space, root, "forbidden");
        List<Combination> enqueue = combinations(space, root, "enqueue");
        for (Combination combination : forbidden) {
            if (combination.values().isEmpty()) {
                faults.add(combination.node().place(), "an empty combination would forbid everything");
            }
        }
        if (!faults.isEmpty() || space.isEmpty()) {
            return Optional.empty();
        }
        SearchSpace searched = SearchSpace.of(parameters(space.get()), values(forbidden));
        space.get().checkPossible(enqueue, searched);
        SearchDefinition definition = new SearchDefinition(
                name,
                description,
                root.text("model"),
                command,
                searched,
                values(enqueue),
                goals,
                training,
                sampler,
                pruner,
                repeats,
                budget,
                seed);
        if (model.isPresent()) {
            Place place = root.has("training") ? root.placeOf("training") : root.place();
            catalog.orElseThrow().problems(definition).forEach(problem -> faults.add(place, problem));
        }
        return Optional.of(definition);
    }

    private String name(ObjectReader root) {
        Optional<String> given = root.text("name");
        if (root.has("name")) {
            given.filter(name -> !SearchDefinition.isName(name))
                    .ifPresent(name -> faults.add(
                            root.placeOf("name"),
                            "expected " + SearchDefinition.NAME_FORM + ", found \"" + name + "\""));
            return given.orElse("");
        }
        String stem = stem();
        if (!SearchDefinition.isName(stem)) {
            faults.add(root.place(), "a search file needs 'name': " + SearchDefinition.NAME_FORM);
        }
        return stem;
    }

    private String stem() {
        String file = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
        int dot = file.indexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    private Optional<ModelDeclaration> model(ObjectReader root) {
        Optional<String> name = root.text("model");
        if (name.filter(String::isBlank).isPresent()) {
            faults.add(root.placeOf("model"), "the model needs a name");
            return Optional.empty();
        }
        if (root.has("model") && root.has("command")) {
            faults.add(root.placeOf("command"), "'model' and 'command' exclude each other");
        }
        if (name.isEmpty() || catalog.isEmpty()) {
            return Optional.empty();
        }
        Optional<ModelDeclaration> model = catalog.get().find(name.get());
        if (model.isEmpty()) {
            faults.addUnknown(
                    root.placeOf("model"),
                    "there is no model '" + name.get() + "'",
                    name.get(),
                    catalog.get().names());
        }
        return model;
    }

    private Optional<SpaceReader> space(ObjectReader root, Optional<ModelDeclaration> model) {
        if (!root.require("a search file", "space")) {
            return Optional.empty();
        }
        return ObjectReader.of(root.find("space").orElseThrow(), "an object of parameters by name", faults)
                .map(object -> {
                    SpaceReader reader = new SpaceReader(faults);
                    reader.readParameters(object);
                    model.ifPresent(declared ->
                            new ModelCheck(declared, catalog.orElseThrow().trainingSettings(), faults).check(reader));
                    return reader;
                });
    }

    private static List<Combination> combinations(Optional<SpaceReader> space, ObjectReader root, String key) {
        return space.map(reader -> reader.combinations(root, key)).orElse(List.of());
    }

    private static List<Configuration> values(List<Combination> combinations) {
        return combinations.stream().map(Combination::values).toList();
    }

    private static List<Parameter> parameters(SpaceReader space) {
        return space.entries().values().stream()
                .map(entry -> entry.parameter().orElseThrow())
                .toList();
    }

    private List<String> command(ObjectReader root, Optional<SpaceReader> space) {
        List<String> command = new ArrayList<>();
        for (Node node : root.items("command", "a program and its arguments").orElse(List.of())) {
            if (node instanceof Node.Scalar scalar && scalar.value() instanceof String text && !text.isEmpty()) {
                command.add(text);
                space.filter(any -> isNew).ifPresent(reader -> checkPlaces(node, text, reader));
            } else {
                faults.addExpected(node, "a string that is not empty");
            }
        }
        return command;
    }

    private void checkPlaces(Node node, String word, SpaceReader space) {
        List<String> allowed = new ArrayList<>(space.entries().keySet());
        allowed.addAll(CommandWords.FACTS);
        for (String name : CommandWords.unknown(word, allowed)) {
            faults.addUnknown(node.place(), "there is no parameter '" + name + "' to put here", name, allowed);
        }
    }
}
