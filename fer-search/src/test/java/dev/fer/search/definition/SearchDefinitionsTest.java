package dev.fer.search.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.definition.SearchDefinition.Repeats;
import dev.fer.search.pruner.Pruners;
import dev.fer.search.sampler.Samplers;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.ConstantParameter;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.RandomSpaces;
import dev.fer.search.space.SearchSpace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SearchDefinitionsTest {
    private static final String EXAMPLE = """
            {
              "$schema": "./search.schema.json",
              "name": "cnn-tpe",
              "description": "The report's Hyperopt search, widened", // a comment
              "model": "cnn",
              "space": {
                "num_layers":    {"type": "int", "low": 2, "high": 4},
                "num_filters":   {"type": "categorical", "choices": [12, 24, 36]},
                "dropout":       {"type": "float", "low": 0.0, "high": 0.5, "step": 0.1},
                "learning_rate": {"type": "float", "low": 1e-4, "high": 1e-1, "log": true},
                "optimizer":     {"type": "categorical", "choices": ["sgd", "adam"]},
                "momentum":      {"type": "float", "low": 0.0, "high": 0.99, "when": {"optimizer": "sgd"}},
                "num_neurons":   {"type": "ordinal", "choices": [100, 200, 500]},
                "batch_norm":    {"type": "bool", "when": [{"num_layers": {"ge": 3, "lt": 5}}, {"dropout": 0}]},
                "l2":            {"type": "normal", "mean": 1e-3, "sd": 1, "log": true, "high": 1},
                "batch_size":    256, /* not searched */
              },
              "forbidden": [ {"num_layers": 4, "num_filters": 36} ],
              "enqueue":   [ {"dropout": 0.2, "num_filters": 24, "num_layers": 3} ],
              "objective": {"metric": "validation.accuracy", "direction": "maximize"},
              "training":  {"epochs": 50, "early_stopping": {"patience": 8}, "augmentation.rotation": 10.5},
              "sampler":   {"type": "tpe", "startup_trials": 12},
              "pruner":    {"type": "median", "warmup_epochs": 2},
              "budget":    {"trials": 50, "time": "1h30m"},
              "seed": 42,
            }
            """;

    private static SearchDefinition example() {
        return SearchDefinitions.parse(EXAMPLE, "cnn.json");
    }

    @Test
    void everyPartOfTheFileIsRead() {
        SearchDefinition definition = example();
        assertThat(definition.name()).isEqualTo("cnn-tpe");
        assertThat(definition.model()).contains("cnn");
        assertThat(definition.goals()).containsExactly(new Goal("validation.accuracy", Direction.MAXIMIZE));
        assertThat(definition.training())
                .isEqualTo(Map.of("epochs", 50L, "early_stopping.patience", 8L, "augmentation.rotation", 10.5));
        assertThat(definition.sampler()).isEqualTo(new Component("tpe", Map.of("startup_trials", 12L)));
        assertThat(definition.pruner()).isEqualTo(new Component("median", Map.of("warmup_epochs", 2L)));
        assertThat(definition.budget().trials()).hasValue(50);
        assertThat(definition.budget().time()).contains(Duration.ofMinutes(90));
        assertThat(definition.seed()).isEqualTo(42);
        assertThat(definition.space().parameter("num_layers")).isEqualTo(new IntParameter("num_layers", 2, 4));
        assertThat(definition.space().parameter("dropout"))
                .isEqualTo(new FloatParameter("dropout", 0, 0.5, OptionalDouble.of(0.1), false, Optional.empty()));
        assertThat(definition.space().parameter("momentum"))
                .isEqualTo(new FloatParameter(
                        "momentum",
                        0,
                        0.99,
                        OptionalDouble.empty(),
                        false,
                        Optional.of(Condition.in("optimizer", "sgd"))));
        assertThat(definition.space().parameter("optimizer"))
                .isEqualTo(new CategoricalParameter("optimizer", List.of("sgd", "adam")));
        assertThat(definition.space().parameter("batch_size")).isEqualTo(new ConstantParameter("batch_size", 256L));
        assertThat(definition.space().forbidden())
                .containsExactly(Configuration.of(Map.of("num_layers", 4, "num_filters", 36)));
    }

    @Test
    void enqueuedValuesStandInTheOrderOfTheSpace() {
        assertThat(example().enqueue().get(0).names()).containsExactly("num_layers", "num_filters", "dropout");
    }

    @Test
    void theCanonicalTextReadsBackToTheSameDefinition() {
        SearchDefinition definition = example();
        String text = SearchDefinitions.write(definition);
        SearchDefinition again = SearchDefinitions.parse(text, "store");
        assertThat(again).isEqualTo(definition).hasSameHashCodeAs(definition);
        assertThat(SearchDefinitions.write(again)).isEqualTo(text);
        assertThat(SearchDefinitions.hash(again)).hasSize(64).isEqualTo(SearchDefinitions.hash(definition));
    }

    @Test
    void everyRandomSpaceReadsBackEqual() {
        for (int seed = 0; seed < 500; seed++) {
            SearchDefinition definition =
                    SearchDefinition.of("random", RandomSpaces.of(seed), new Goal("value", Direction.MINIMIZE));
            String text = SearchDefinitions.write(definition);
            SearchDefinition again = SearchDefinitions.parse(text, "store");
            assertThat(again).as(text).isEqualTo(definition);
            assertThat(SearchDefinitions.write(again)).isEqualTo(text);
        }
    }

    @Test
    void theHashIsOfTheContentAndNotOfTheText() {
        String loose = EXAMPLE.replace("[12, 24, 36]", "[ 12,24, 36 ]").replace("1e-1", "0.1");
        assertThat(SearchDefinitions.hash(SearchDefinitions.parse(loose, "x.json")))
                .isEqualTo(SearchDefinitions.hash(example()));
        assertThat(SearchDefinitions.hash(example().withSeed(43))).isNotEqualTo(SearchDefinitions.hash(example()));
    }

    @Test
    void whatIsLeftOutHasADefault() {
        SearchDefinition definition = SearchDefinitions.parse(
                "{\"space\": {\"x\": 1}, \"objective\": {\"direction\": \"minimize\"}}", "small.json");
        assertThat(definition)
                .isEqualTo(SearchDefinition.of(
                        "small", SearchSpace.of(new ConstantParameter("x", 1)), new Goal("value", Direction.MINIMIZE)));
        assertThat(definition.sampler()).isEqualTo(new Component("auto"));
        assertThat(definition.pruner()).isEqualTo(new Component("none"));
        assertThat(definition.seed()).isZero();
    }

    @Test
    void optionsHaveTheDefaultsOfTheTable() {
        Components.Type median = Components.PRUNERS.find("median").orElseThrow();
        assertThat(median.values(new Component("median", Map.of("interval_epochs", 2L))))
                .isEqualTo(Map.of("startup_trials", 5L, "warmup_epochs", 4L, "interval_epochs", 2L));
    }

    @Test
    void timesAreWrittenAsTheyAreRead() {
        for (String text : List.of("45s", "90m", "2h", "1h30m", "25h", "1h1s")) {
            SearchDefinition definition =
                    SearchDefinitions.parse(Corpus.file("\"budget\": {\"time\": \"" + text + "\"}"), "t");
            String again = SearchDefinitions.write(definition);
            assertThat(SearchDefinitions.parse(again, "t")).isEqualTo(definition);
        }
        assertThatThrownBy(() -> Budget.UNLIMITED.withTime(Duration.ofMillis(1500)))
                .hasMessage("a time limit is a number of whole seconds above zero, found PT1.5S");
    }

    @Test
    void everythingInTheTableCanBeMadeWithItsOptions() {
        List<Goal> goals = List.of(new Goal("value", Direction.MINIMIZE));
        for (Components.Type type : Components.SAMPLERS.types()) {
            Component component = new Component(type.name(), type.values(new Component(type.name())));
            assertThatCode(() -> Samplers.create(component, goals)).doesNotThrowAnyException();
        }
        for (Components.Type type : Components.PRUNERS.types()) {
            Component component = new Component(type.name(), type.values(new Component(type.name())));
            assertThatCode(() -> Pruners.create(component, OptionalInt.empty())).doesNotThrowAnyException();
        }
    }

    @Test
    void aDefinitionMadeInCodeHasTheTypesOfOneThatWasRead() {
        SearchDefinition made = new SearchDefinition(
                "made",
                "",
                Optional.of("cnn"),
                List.of(),
                SearchSpace.of(new FloatParameter("x", 0, 1, false)),
                List.of(Configuration.of(Map.of("x", 1))),
                List.of(new Goal("accuracy", Direction.MAXIMIZE)),
                Map.of("epochs", 5),
                new Component("tpe", Map.of("candidates", 10)),
                new Component("none"),
                new Repeats(3, OptionalInt.of(5)),
                Budget.ofTrials(3).withEpochs(200),
                0);
        assertThat(SearchDefinitions.parse(SearchDefinitions.write(made), "store"))
                .isEqualTo(made);
        assertThat(made.enqueue().get(0).values()).containsEntry("x", 1.0);
    }
}
