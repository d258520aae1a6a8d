package dev.fer.models.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.common.Seeds;
import dev.fer.models.family.Families;
import dev.fer.models.family.ModelFamily;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The search files that come with the project fit the models that come with it. */
class SearchSpacesTest {
    private static final int CLASSES = 7;

    private final Families families = Families.load();

    private static List<Path> files() throws IOException {
        return files(1);
    }

    private static List<Path> filesWithThoseOfTheStudy() throws IOException {
        return files(2);
    }

    private static List<Path> files(int depth) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "search-spaces"), depth)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.endsWith("search.schema.json"))
                    .sorted()
                    .toList();
        }
    }

    private SearchDefinition read(Path file) {
        return SearchDefinitions.read(file, new FerModelCatalog(families));
    }

    private long parameters(String model, Configuration values) {
        ModelFamily family = families.get(model);
        return family.layers(family.resolve(values), ImageShape.FACE, CLASSES).stream()
                .mapToLong(LayerSummary::parameters)
                .sum();
    }

    @ParameterizedTest
    @MethodSource("filesWithThoseOfTheStudy")
    void everyFileIsValidAndCalledAsItsSearch(Path file) {
        assertThat(file.getFileName()).hasToString(read(file).name() + ".json");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyPointOfEverySpaceCanBeBuilt(Path file) {
        SearchDefinition definition = read(file);
        UniformRandomProvider random = Seeds.random(1, "points");
        for (int i = 0; i < 300; i++) {
            Configuration point =
                    definition.space().decode(codes(definition.space().parameters(), random));
            assertThat(parameters(definition.model().orElseThrow(), point)).isPositive();
        }
    }

    private static double[] codes(List<Parameter> parameters, UniformRandomProvider random) {
        return parameters.stream()
                .mapToDouble(parameter -> {
                    if (parameter instanceof FloatParameter real) {
                        return random.nextDouble(real.low(), real.high());
                    }
                    if (parameter instanceof IntParameter whole) {
                        return random.nextLong(whole.low(), whole.high() + 1);
                    }
                    return random.nextLong(parameter.cardinality());
                })
                .toArray();
    }

    @Test
    void theReportsNetworksHaveTheirParameterCounts() {
        assertThat(counts("report-fnn.json")).containsExactly(2_415_907L, 2_966_657L, 7_317_007L);
        assertThat(counts("report-cnn.json")).containsExactly(593_383L, 308_217L, 109_677L);
        long greyToColour = 6;
        assertThat(counts("report-transfer.json"))
                .containsExactly(14_718_279 + greyToColour, 14_725_095 + greyToColour, 14_725_235 + greyToColour);
    }

    private List<Long> counts(String file) {
        SearchDefinition definition = read(Path.of("..", "search-spaces", file));
        return definition.enqueue().stream()
                .map(point -> parameters(definition.model().orElseThrow(), withConstants(definition, point)))
                .toList();
    }

    private static Configuration withConstants(SearchDefinition definition, Configuration point) {
        Map<String, Object> values = new LinkedHashMap<>(point.values());
        for (Parameter parameter : definition.space().parameters()) {
            if (parameter.cardinality() == 1) {
                values.put(parameter.name(), parameter.decode(0));
            }
        }
        return Configuration.of(values);
    }
}
