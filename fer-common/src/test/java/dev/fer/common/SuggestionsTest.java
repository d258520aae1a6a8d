package dev.fer.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final List<String> NAMES = List.of("learning_rate", "num_layers", "num_filters", "dropout");

    @Test
    void aSlipOfOneLetterIsForgiven() {
        assertThat(Suggestions.closest("lerning_rate", NAMES)).contains("learning_rate");
    }

    @Test
    void caseAndDashesDoNotCount() {
        assertThat(Suggestions.closest("Num-Layers", NAMES)).contains("num_layers");
    }

    @Test
    void swappedNeighboursCostOne() {
        assertThat(Suggestions.closest("dropuot", NAMES)).contains("dropout");
    }

    @Test
    void nothingIsSuggestedForAStrangeWord() {
        assertThat(Suggestions.closest("zebra", NAMES)).isEmpty();
        assertThat(Suggestions.didYouMean("zebra", NAMES)).isEmpty();
    }

    @Test
    void oneLetterIsNoSlipOfAnother() {
        assertThat(Suggestions.closest("d", List.of("a", "D"))).contains("D");
        assertThat(Suggestions.closest("d", List.of("a", "b"))).isEmpty();
    }

    @Test
    void theMessagePartNamesTheSuggestion() {
        assertThat(Suggestions.didYouMean("dropot", NAMES)).isEqualTo("; did you mean 'dropout'?");
    }
}
