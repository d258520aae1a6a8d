package dev.fer.examples.advanced;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.run.FixedTrial;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BridgeTest {
    @Test
    void steelIsStrongerAndCostsMore() {
        Map<String, Double> wood = evaluate("wood");
        Map<String, Double> steel = evaluate("steel");
        assertThat(steel.get("strength")).isGreaterThan(wood.get("strength"));
        assertThat(steel.get("price")).isGreaterThan(wood.get("price"));
    }

    private static Map<String, Double> evaluate(String material) {
        return Bridge.evaluate(
                FixedTrial.of(Configuration.of(Map.of("pillars", 2, "thickness", 0.1, "material", material))));
    }

    @Test
    void theFrontHoldsCheapBridgesAndStrongOnes() {
        try (TrialStore store = TrialStores.inMemory()) {
            assertThat(Bridge.search(store).trials())
                    .extracting(trial -> trial.requireConfiguration().getString("material"))
                    .contains("wood", "steel");
        }
    }
}
