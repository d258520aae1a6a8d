package dev.fer.examples.advanced;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.data.synthetic.SyntheticFaces;
import dev.fer.models.family.Families;
import dev.fer.models.family.ModelFamily;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import dev.fer.models.search.FerModelCatalog;
import dev.fer.models.train.Trainer;
import dev.fer.models.train.TrainingRun;
import dev.fer.models.train.TrainingSettings;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.space.Configuration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PyramidFamilyTest {
    private final ModelFamily family = Families.load().get("pyramid");

    @Test
    void itIsFoundAndDoublesItsWidth() {
        Configuration parameters = family.resolve(Configuration.of(Map.of("depth", 2)));

        assertThat(family.layers(parameters, ImageShape.FACE, 7).stream()
                        .mapToLong(LayerSummary::parameters)
                        .sum())
                .isEqualTo((8 * 9 + 8) + (16 * 8 * 9 + 16) + (10 * 10 * 16 * 7 + 7));
    }

    @Test
    void itTrainsLikeAnyOther() {
        Trainer trainer = new Trainer(SyntheticFaces.dataset(1, 56, 14, 0), TrainingSettings.of(Map.of("epochs", 1)));
        try (TrainingRun run = trainer.start(family, Configuration.of(Map.of("depth", 1, "optimizer", "adam")), 42)) {
            assertThat(run.trainEpoch().metrics()).containsKey("validation.accuracy");
        }
    }

    @Test
    void aSearchFileNamesIt() {
        String search = """
                {"name": "pyramids", "model": "pyramid", "space": {"depth": {"type": "int", "low": 1, "high": 4}},
                 "objective": {"metric": "validation.accuracy", "direction": "maximize"}}
                """;

        assertThat(SearchDefinitions.parse(search, "pyramids.json", new FerModelCatalog())
                        .model())
                .contains("pyramid");
    }
}
