package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When what an objective attaches to its trial reaches the store. */
class AttributesTest {
    private static final SearchDefinition ONE = Searches.plain(", \"budget\": {\"trials\": 1}");

    private final TrialStore store = TrialStores.inMemory();

    /** Returns what the store has of the trial, but for the sampler's note. */
    private Map<String, String> stored() {
        Map<String, String> stored =
                new HashMap<>(store.trial(1, 0).orElseThrow().attributes());
        stored.remove(Sampler.NOTE);
        return stored;
    }

    @Test
    void anAttributeIsStoredWithTheNextReport() {
        List<Map<String, String>> seen = new ArrayList<>();
        Study.open(store, ONE).optimize(trial -> {
            trial.attribute("note", "early");
            seen.add(stored());
            trial.report(1, Map.of("loss", 1.0));
            seen.add(stored());
            trial.attribute("note", "later");
            trial.report(2, Map.of("loss", 1.0));
            seen.add(stored());
            trial.attribute("end", "yes");
            return Map.of("loss", 1.0);
        });

        assertThat(seen).containsExactly(Map.of(), Map.of("note", "early"), Map.of("note", "later"));
        assertThat(stored()).isEqualTo(Map.of("note", "later", "end", "yes"));
    }

    @Test
    void theLastValueStaysEvenIfItIsTheStoredOneAgain() {
        Study.open(store, ONE).optimize(trial -> {
            trial.attribute("note", "a");
            trial.report(1, Map.of("loss", 1.0));
            trial.attribute("note", "b");
            trial.attribute("note", "a");
            return Map.of("loss", 1.0);
        });

        assertThat(stored()).isEqualTo(Map.of("note", "a"));
    }

    @Test
    void anInterruptedTrialGoesOnWithItsAttributes() {
        Study.open(store, ONE).optimize(trial -> {
            if (trial.resumeFrom() == 1) {
                return Map.of("loss", 2.0);
            }
            trial.attribute("note", "before");
            trial.report(1, Map.of("loss", 1.0));
            // As a kill would have it: the trial is out of this runner's hands before it says more.
            store.interrupt(1, trial.number(), Map.of());
            return Map.of("loss", 1.0);
        });

        assertThat(store.trial(1, 0).orElseThrow().metrics()).isEqualTo(Map.of("loss", 2.0));
        assertThat(stored()).isEqualTo(Map.of("note", "before"));
    }
}
