package dev.fer.search.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultsTest {
    private static List<Fault> faults(String text) {
        SearchFileException refusal =
                catchThrowableOfType(SearchFileException.class, () -> SearchDefinitions.parse(text, "test.json"));
        assertThat(refusal).as(text).isNotNull();
        return refusal.faults();
    }

    private static List<String> lines(String text) {
        return faults(text).stream().map(Fault::toString).toList();
    }

    private static Stream<Map.Entry<String, String>> faultyFiles() {
        return Stream.of(Corpus.malformed(), Corpus.contradictory()).flatMap(files -> files.entrySet().stream());
    }

    @ParameterizedTest
    @MethodSource("faultyFiles")
    void aFaultTellsItsPlaceWhatWasFoundAndWhatIsAllowed(Map.Entry<String, String> file) {
        assertThat(lines(file.getKey())).containsExactly(file.getValue());
    }

    @Test
    void allFaultsComeAtOnceInTheOrderOfTheFile() {
        String text = """
                {
                  "name": "two words",
                  "space": {
                    "rate": {"type": "float", "low": 1, "high": 0.1},
                    "kind": {"type": "categorical", "choices": ["a"], "when": {"rat": 1}}
                  },
                  "objective": {"direction": "up"},
                  "budget": {"trials": "many"}
                }
                """;
        assertThat(faults(text))
                .extracting(Fault::pointer, Fault::line, Fault::column)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("/name", 2, 11),
                        org.assertj.core.groups.Tuple.tuple("/space/rate/low", 4, 38),
                        org.assertj.core.groups.Tuple.tuple("/space/kind/when/rat", 5, 64),
                        org.assertj.core.groups.Tuple.tuple("/objective/direction", 7, 30),
                        org.assertj.core.groups.Tuple.tuple("/budget/trials", 8, 24));
    }

    @Test
    void theMessageNamesTheFileAndEachLine() {
        SearchFileException refusal = catchThrowableOfType(
                SearchFileException.class,
                () -> SearchDefinitions.parse(
                        Corpus.file("\"seed\": \"x\",\n \"sampler\": {\"type\": \"tep\"}"), "a.json"));
        assertThat(refusal).hasMessage("""
                        a.json has 2 faults
                          a.json:1:69 /seed: expected a whole number, found "x"
                          a.json:2:22 /sampler/type: there is no sampler 'tep'; available: %s; did you mean 'tpe'?""".formatted(Corpus.samplers()));
        assertThat(refusal.faults().get(1).suggestion()).contains("tpe");
    }

    @Test
    void aSyntaxErrorIsOneFaultWithItsPlace() {
        List<Fault> faults = faults("{\n  \"space\": {\n  \"x\" 1\n}}");
        assertThat(faults).hasSize(1);
        assertThat(faults.get(0).line()).isEqualTo(3);
        assertThat(faults.get(0).column()).isBetween(7, 8);
        assertThat(faults.get(0).message()).startsWith("not valid JSON: ").doesNotContain("tools.jackson");
    }

    @Test
    void whatEndsTooSoonOrGoesOnTooLongIsASyntaxError() {
        assertThat(lines("")).containsExactly("the file is empty; a search file is one JSON object");
        assertThat(lines("{} {}")).anyMatch(line -> line.equals("nothing may follow the document"));
        assertThat(lines("{\"space\": {"))
                .containsExactly("not valid JSON: the text ends within what begins on line 1, column 11");
        assertThat(lines("{\"space\": [1}"))
                .containsExactly("not valid JSON: unexpected close marker '}': expected ']'");
        assertThat(lines("[".repeat(5000)).get(0)).startsWith("not valid JSON: ");
    }

    @Test
    void aMissingFileAndABinaryOneAreFaultsToo(@TempDir Path folder) throws IOException {
        Path binary = Files.write(folder.resolve("binary.json"), new byte[] {'{', (byte) 0xC3, (byte) 0x28});
        assertThat(catchThrowableOfType(
                                SearchFileException.class, () -> SearchDefinitions.read(folder.resolve("no.json")))
                        .getMessage())
                .endsWith("no.json has a fault\n  there is no such file");
        assertThat(catchThrowableOfType(SearchFileException.class, () -> SearchDefinitions.read(binary))
                        .getMessage())
                .endsWith("the file is not UTF-8 text");
        assertThat(catchThrowableOfType(SearchFileException.class, () -> SearchDefinitions.read(folder))
                        .getMessage())
                .contains("the file cannot be read");
    }

    @Test
    void aByteOrderMarkDoesNotMatter(@TempDir Path folder) throws IOException {
        Path file = Files.write(
                folder.resolve("marked.json"),
                ("\uFEFF" + Corpus.file("\"seed\": 7")).getBytes(StandardCharsets.UTF_8));
        assertThat(SearchDefinitions.read(file).seed()).isEqualTo(7);
    }

    @Test
    void aSearchWithoutANameIsCalledAsItsFile() {
        String text = Corpus.file("\"seed\": 7");
        assertThat(SearchDefinitions.parse(text, "some/where/cnn-tpe.search.json")
                        .name())
                .isEqualTo("cnn-tpe");
        SearchFileException refusal =
                catchThrowableOfType(SearchFileException.class, () -> SearchDefinitions.parse(text, "my search.json"));
        assertThat(refusal.faults().get(0).message()).startsWith("a search file needs 'name'");
    }

    @Test
    void aCircleOfConditionsIsToldAtEachOfItsParameters() {
        String text = Corpus.space("\"a\": {\"type\": \"bool\", \"when\": {\"b\": true}},"
                + " \"b\": {\"type\": \"bool\", \"when\": {\"c\": true}},"
                + " \"c\": {\"type\": \"bool\", \"when\": {\"a\": true}},"
                + " \"d\": {\"type\": \"bool\", \"when\": {\"a\": true}}");
        assertThat(lines(text))
                .containsExactly(
                        "/space/a/when/b: the condition depends on itself: a -> b -> c -> a",
                        "/space/b/when/c: the condition depends on itself: b -> c -> a -> b",
                        "/space/c/when/a: the condition depends on itself: c -> a -> b -> c");
    }

    @Test
    void anEnqueuedValueWhoseConditionCannotHoldIsAFault() {
        String space = "\"optimizer\": {\"type\": \"categorical\", \"choices\": [\"sgd\", \"adam\"]},"
                + " \"momentum\": {\"type\": \"float\", \"low\": 0, \"high\": 1, \"when\": {\"optimizer\": \"sgd\"}}";
        String start = "{\"space\": {" + space + "}, \"objective\": {\"direction\": \"minimize\"}, \"enqueue\": [";
        assertThat(lines(start + "{\"optimizer\": \"adam\", \"momentum\": 0.9}]}"))
                .containsExactly("/enqueue/0/momentum: 'momentum' does not exist for these values; see its 'when'");
        assertThat(SearchDefinitions.parse(start + "{\"momentum\": 0.9}]}", "test.json")
                        .enqueue())
                .hasSize(1);
    }

    @Test
    void aNumberThatIsTooGreatIsToldTheGreatest() {
        assertThat(lines("""
                {"name": "a", "space": {"x": {"type": "float", "low": 0, "high": 1}},
                 "objective": {"metric": "loss", "direction": "minimize"}, "budget": {"trials": 3000000000}}
                """))
                .singleElement()
                .asString()
                .endsWith("/budget/trials: expected a whole number of at most 2147483647, found 3000000000");
    }
}
