package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.space.Configuration;
import dev.fer.search.store.TrialStores;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnqueueingTest {
    private final Study study = Study.open(TrialStores.inMemory(), Searches.plain(""));

    @Test
    void aMisspeltNameIsRefusedAtOnce() {
        assertThatThrownBy(() -> study.enqueue(Configuration.of(Map.of("nn", 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown parameter 'nn'; did you mean 'n'?");
        assertThat(study.trials()).isEmpty();
    }

    @Test
    void ofSeveralNoneIsQueuedWhenOneCannotBe() {
        assertThatThrownBy(() -> study.enqueue(Configuration.of(Map.of("n", 2)), Configuration.of(Map.of("n", 7))))
                .hasMessage("parameter 'n': 7 is not allowed; allowed: int 1..3");
        assertThat(study.trials()).isEmpty();
    }

    @Test
    void whatIsAllowedIsQueuedInItsOrder() {
        assertThat(study.enqueue(Configuration.of(Map.of("n", 2)), Configuration.of(Map.of("n", 1))))
                .containsExactly(0, 1);
        assertThat(study.ask().orElseThrow().requireConfiguration().getInt("n")).isEqualTo(2);
    }
}
