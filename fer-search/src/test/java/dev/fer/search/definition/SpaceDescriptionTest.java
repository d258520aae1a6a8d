package dev.fer.search.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.definition.SpaceDescription.Row;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SpaceDescriptionTest {
    private static SpaceDescription describe(String members) {
        return SpaceDescription.of(
                SearchDefinitions.parse(Corpus.space(members), "s").space());
    }

    @Test
    void eachParameterIsOneRow() {
        SpaceDescription description = describe("""
                "layers": {"type": "int", "low": 2, "high": 6, "step": 2},
                "rate": {"type": "float", "low": 1e-4, "high": 0.1, "log": true, "when": {"layers": {"ge": 4}}},
                "kind": {"type": "categorical", "choices": ["a", "b"], "weights": [1, 3]},
                "norm": {"type": "bool"},
                "near": {"type": "normal", "mean": 0, "sd": 1},
                "size": {"type": "ordinal", "choices": [1, 4]},
                "fixed": "x"
                """);
        assertThat(description.rows())
                .containsExactly(
                        new Row("layers", "int", "2..6, step 2", "", "uniform", OptionalLong.of(3)),
                        new Row("rate", "float", "1e-4..0.1", "layers >= 4", "log-uniform", OptionalLong.empty()),
                        new Row(
                                "kind",
                                "categorical",
                                "[\"a\", \"b\"]",
                                "",
                                "weights [0.25, 0.75]",
                                OptionalLong.of(2)),
                        new Row("norm", "bool", "[false, true]", "", "uniform", OptionalLong.of(2)),
                        new Row("near", "normal", "-inf..inf", "", "normal around 0, sd 1", OptionalLong.empty()),
                        new Row("size", "ordinal", "[1, 4]", "", "uniform", OptionalLong.of(2)),
                        new Row("fixed", "constant", "\"x\"", "", "constant", OptionalLong.of(1)));
        assertThat(description.configurations()).isEmpty();
    }

    @Test
    void aFiniteSpaceIsCountedWithItsConditionsAndForbiddenCombinations() {
        SearchSpace space = SearchSpace.of(
                List.of(
                        new IntParameter("layers", 2, 4),
                        new CategoricalParameter("kind", List.of("a", "b", "c")),
                        conditional("extra", 5, Condition.in("kind", "a")),
                        new IntParameter("free", 1, 1000)),
                List.of(Configuration.of(Map.of("layers", 4, "kind", "a"))));
        // (kind a: 2 layers x 5) + (kinds b, c: 3 layers each), each times 1000
        assertThat(SpaceDescription.of(space).configurations()).contains(BigInteger.valueOf(16_000));
    }

    @Test
    void countsBeyondALongAreExact() {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            parameters.add(new IntParameter("p" + i, 0, 999_999));
        }
        assertThat(SpaceDescription.of(SearchSpace.of(parameters, List.of())).configurations())
                .contains(BigInteger.TEN.pow(60));
    }

    @Test
    void whatIsTooEntangledIsNotCounted() {
        List<Parameter> parameters = new ArrayList<>(List.of(new IntParameter("p0", 0, 99)));
        for (int i = 1; i < 10; i++) {
            parameters.add(conditional("p" + i, 100, Condition.in("p" + (i - 1), 1, 2, 3)));
        }
        parameters.add(conditional("last", 5, Condition.in("p9", 1)));
        Map<String, Integer> all = Map.of("p0", 1, "p5", 1, "p9", 1);
        SearchSpace space = SearchSpace.of(parameters, List.of(Configuration.of(all)));
        assertThat(SpaceDescription.of(space).configurations()).isEmpty();
    }

    private static Parameter conditional(String name, int size, Condition when) {
        return new IntParameter(name, 1, size, 1, false, Optional.of(when));
    }
}
