package dev.fer.search.definition;

import dev.fer.search.Goal;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.definition.SearchDefinition.Repeats;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of a definition, each of which may be changed before they become another one; used by one thread. */
final class Draft {
    String name;
    String description;
    Optional<String> model;
    List<String> command;
    SearchSpace space;
    List<Configuration> enqueue;
    List<Goal> goals;
    Map<String, Object> training;
    Component sampler;
    Component pruner;
    Repeats repeats;
    Budget budget;
    long seed;

    Draft(SearchDefinition from) {
        name = from.name();
        description = from.description();
        model = from.model();
        command = from.command();
        space = from.space();
        enqueue = from.enqueue();
        goals = from.goals();
        training = from.training();
        sampler = from.sampler();
        pruner = from.pruner();
        repeats = from.repeats();
        budget = from.budget();
        seed = from.seed();
    }

    SearchDefinition finish() {
        return new SearchDefinition(
                name,
                description,
                model,
                command,
                space,
                enqueue,
                goals,
                training,
                sampler,
                pruner,
                repeats,
                budget,
                seed);
    }
}
