package dev.fer.models.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.definition.SearchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FerModelCatalogTest {
    private static SearchDefinition read(String more) {
        return SearchDefinitions.parse("""
                {"name": "seen", "model": "vgg", "space": {"num_stages": 3},
                 "objective": {"metric": "validation.accuracy", "direction": "maximize"}%s}
                """.formatted(more.replace('\'', '"')), "seen.json", new FerModelCatalog());
    }

    @Test
    void aSearchThatDoesNotSayOfHowManyEpochsItsTrialsAreHasTheDefault() {
        assertThat(read("").trialEpochs()).hasValue(10);
        assertThat(read(", 'training': {'epochs': 3}").trialEpochs()).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ", 'training': {'window': {'side': 40}, 'early_stopping': {'patience': 3}}",
                ", 'training': {'window': {'side': 40}}, 'pruner': {'type': 'median'}",
                ", 'training': {'window': {'side': 40}}, 'sampler': {'type': 'freeze-thaw'}"
            })
    void whatJudgesANetworkThatIsTrainedOnWindowsIsRefused(String more) {
        assertThatThrownBy(() -> read(more))
                .isInstanceOf(SearchFileException.class)
                .hasMessageContaining("training.window: does not go together with");
    }

    @Test
    void aWindowThatNothingJudgesIsAllowed() {
        assertThat(read(", 'training': {'window': {'side': 40}}").pruner().type())
                .isEqualTo("none");
    }

    @Test
    void aWindowWithoutASideIsAFaultOfTheFile() {
        assertThatThrownBy(() -> read(", 'training': {'window': {'epochs': 2}}"))
                .hasMessageContaining("seen.json:2")
                .hasMessageContaining("training.window.epochs: needs 'side'");
    }
}
