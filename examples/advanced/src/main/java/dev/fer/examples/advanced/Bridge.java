package dev.fer.examples.advanced;

import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialContext;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.pareto.ParetoFront;
import dev.fer.search.run.Study;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.SearchSpace;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.util.Map;
import java.util.OptionalDouble;

/** A search described in code, with two goals: it finds the bridges that no other one beats in price and strength. */
public final class Bridge {
    private static final SearchSpace SPACE = SearchSpace.of(
            IntParameter.of("pillars", 1, 9),
            FloatParameter.log("thickness", 0.01, 1),
            CategoricalParameter.of("material", "wood", "steel"),
            FloatParameter.of("coating", 0, 0.2).when(Condition.in("material", "steel")));

    private enum Material {
        WOOD,
        STEEL
    }

    private record Plan(int pillars, double thickness, Material material, OptionalDouble coating) {}

    private Bridge() {}

    /** Prints the best trade-offs. */
    public static void main(String[] arguments) {
        try (TrialStore store = TrialStores.inMemory()) {
            for (Trial trial : search(store).trials()) {
                System.out.println(trial.requireConfiguration() + " " + trial.metrics());
            }
        }
    }

    static ParetoFront search(TrialStore store) {
        SearchDefinition definition = SearchDefinition.of(
                        "bridge", SPACE, Goal.minimize("price"), Goal.maximize("strength"))
                .withBudget(Budget.ofTrials(60))
                .withSeed(1);
        Study study = Study.open(store, definition);
        study.optimize(Bridge::evaluate);
        return study.front();
    }

    static Map<String, Double> evaluate(TrialContext trial) {
        Plan plan = trial.configuration().as(Plan.class);
        double mass = plan.pillars() + 20 * plan.thickness();
        double coating = plan.coating().orElse(0);
        double quality = plan.material() == Material.STEEL ? 3 + coating : 1;
        return Map.of("price", mass * quality + 50 * coating, "strength", Math.sqrt(mass) * quality);
    }
}
