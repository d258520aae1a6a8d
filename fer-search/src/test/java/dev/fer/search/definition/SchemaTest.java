package dev.fer.search.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema and the reader must judge files alike, as far as a schema can judge. */
class SchemaTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema SCHEMA = REGISTRY.getSchema(SearchDefinitions.schema(), InputFormat.JSON);

    private static List<Error> errors(String text) {
        return SCHEMA.validate(text, InputFormat.JSON);
    }

    private static Collection<String> good() {
        return Corpus.good();
    }

    private static Set<String> malformed() {
        return Corpus.malformed().keySet();
    }

    private static Set<String> contradictory() {
        return Corpus.contradictory().keySet();
    }

    @Test
    void itIsASchemaByItsMetaschema() {
        Schema meta = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(SearchDefinitions.schema(), InputFormat.JSON)).isEmpty();
        assertThat(meta.validate("{\"type\": \"objekt\"}", InputFormat.JSON)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("good")
    void bothAcceptAGoodFile(String text) {
        assertThat(errors(text)).isEmpty();
        assertThatCode(() -> SearchDefinitions.parse(text, "test.json")).doesNotThrowAnyException();
        SearchDefinition definition = SearchDefinitions.parse(text, "test.json");
        String canonical = SearchDefinitions.write(definition);
        assertThat(errors(canonical)).as(canonical).isEmpty();
        assertThat(SearchDefinitions.parse(canonical, "store")).isEqualTo(definition);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void theSchemaRefusesWhatIsMalformed(String text) {
        assertThat(errors(text)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("contradictory")
    void theSchemaLeavesContradictionsToTheReader(String text) {
        assertThat(errors(text)).isEmpty();
    }

    @Test
    void itOffersTheSamplersAndPrunersThereAreWithTheirOptions() {
        JsonNode schema = JsonMapper.shared().readTree(SearchDefinitions.schema());
        for (Components components : List.of(Components.SAMPLERS, Components.PRUNERS)) {
            Map<String, JsonNode> offered = new TreeMap<>();
            schema.at("/$defs/" + components.role() + "/oneOf")
                    .forEach(type ->
                            offered.put(type.at("/properties/type/const").asString(), type.get("properties")));
            assertThat(offered.keySet())
                    .containsExactlyInAnyOrderElementsOf(components.types().stream()
                            .map(Components.Type::name)
                            .toList());
            components.types().forEach(type -> assertSameOptions(type, offered.getOrDefault(type.name(), schema)));
        }
    }

    private static void assertSameOptions(Components.Type type, JsonNode properties) {
        assertThat(properties.propertyNames()).hasSize(1 + type.options().size());
        for (ParameterDeclaration option : type.options()) {
            JsonNode offered = properties.get(option.name());
            boolean text = option.kind() == ParameterDeclaration.Kind.STRING;
            if (text && option.defaultValue().isEmpty()) {
                assertThat(offered.get("type").asString()).isEqualTo("string");
            } else if (option.choices().isEmpty()) {
                assertThat(Optional.ofNullable(offered.get("default"))
                                .map(value -> DeclaredValues.convert(option, value.asDouble())))
                        .isEqualTo(option.defaultValue());
                assertThat(offered.get("minimum").asDouble()).isEqualTo(option.low());
                assertThat(offered.get("maximum").asDouble()).isEqualTo(option.high());
            } else {
                assertThat(offered.get("default").asString())
                        .isEqualTo(option.defaultValue().orElseThrow());
                assertThat(offered.get("enum").valueStream().map(JsonNode::asString))
                        .isEqualTo(option.choices());
            }
            assertThat(offered.get("description").asString()).isEqualToIgnoringCase(option.meaning() + ".");
        }
    }

    private static Path searchSpaces() {
        return Path.of("..", "search-spaces");
    }

    @Test
    void theCopyBesideTheSearchSpacesIsTheSame() throws IOException {
        assertThat(searchSpaces().resolve("search.schema.json")).hasContent(SearchDefinitions.schema());
    }

    @Test
    void theSearchSpacesAreValid() throws IOException {
        try (Stream<Path> files = Files.list(searchSpaces())) {
            for (Path file : files.filter(path -> !path.endsWith("search.schema.json"))
                    .filter(path -> path.toString().endsWith(".json"))
                    .toList()) {
                assertThat(errors(SearchDefinitions.write(SearchDefinitions.read(file))))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }
}
