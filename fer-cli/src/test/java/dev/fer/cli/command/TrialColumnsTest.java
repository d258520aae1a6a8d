package dev.fer.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.cli.output.Rows;
import dev.fer.search.Trial;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.run.Study;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialColumnsTest {
    private static final SearchDefinition SEARCH = SearchDefinitions.parse("""
            {"name": "s", "space": {"loss": {"type": "categorical", "choices": ["mse", "mae"]},
                                    "epoch": {"type": "int", "low": 1, "high": 9}},
             "objective": [{"metric": "loss", "direction": "minimize"}, {"metric": "seconds", "direction": "minimize"}]}
            """, "s");

    @Test
    void whatHasTheNameOfSomethingElseIsListedUnderItsFullName() {
        try (TrialStore store = TrialStores.inMemory()) {
            Study study = Study.open(store, SEARCH);
            study.tell(study.ask().orElseThrow().number(), Map.of("loss", 0.25, "seconds", 90.0));
            study.tell(study.ask().orElseThrow().number(), Map.of("loss", 0.5, "seconds", 30.0));
            List<Trial> trials = study.trials();

            TrialColumns columns = TrialColumns.of(SEARCH, trials);
            Rows rows = columns.rows(trials, List.of());

            assertThat(rows.columns())
                    .containsExactly(
                            "number",
                            "state",
                            "loss",
                            "metrics.seconds",
                            "epoch",
                            "seconds",
                            "parameters.loss",
                            "parameters.epoch",
                            "failure");
            assertThat(columns.sorted(trials, "metrics.seconds", false))
                    .extracting(Trial::number)
                    .containsExactly(1, 0);
            assertThat(columns.names()).contains("loss", "metrics.seconds", "parameters.epoch");
        }
    }
}
