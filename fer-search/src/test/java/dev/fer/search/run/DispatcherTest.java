package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.StoreException;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a trial that was claimed and cannot be given out. */
class DispatcherTest {
    private final TrialStore store = TrialStores.inMemory();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aTrialForWhichTheSamplerFailsIsGivenBack() {
        Sampler failing = (history, number, seed) -> {
            throw new IllegalStateException("no idea");
        };
        Study study = Study.open(store, Searches.plain(""), failing);

        assertThatThrownBy(study::ask).hasMessage("no idea");
        assertThat(study.trials()).isEmpty();
    }

    @Test
    void aTrialOfASpaceThatAnotherProcessWidenedWaitsForWhoeverKnowsIt() {
        SearchDefinition narrow = Searches.finite("");
        SearchDefinition wide = SearchDefinitions.parse(
                SearchDefinitions.write(narrow).replaceFirst("\"high\"\\s*:\\s*2", "\"high\": 3"), "wide");
        Study old = Study.open(store, narrow);
        Study young = Study.open(store, wide);
        store.enqueue(old.record().id(), List.of(Configuration.of(Map.of("b", 9))), Map.of());
        young.enqueue(Configuration.of(Map.of("a", true, "b", 3)));

        assertThatThrownBy(old::ask)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another process changed the search 'finite'");
        assertThat(old.trials().get(0).state()).as("what no space allows").isEqualTo(TrialState.FAILED);
        assertThat(young.ask().orElseThrow().configuration()).contains(Configuration.of(Map.of("a", true, "b", 3L)));
    }
}
