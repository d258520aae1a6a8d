package dev.fer.search.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fer.search.space.Configuration;
import dev.fer.search.space.ConfigurationJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandWordsTest {
    private static final Configuration ADAM =
            ConfigurationJson.read("{\"lr\": 0.01, \"layers\": 3, \"optimizer\": \"adam\"}");

    private static List<String> fill(String... words) {
        return CommandWords.fill(List.of(words), ADAM, Map.of("seed", "7", "directory", "a b"));
    }

    @Test
    void wordsTakeTheTrialsValues() {
        assertThat(fill("train", "--lr={lr}", "{layers}x{layers}-{optimizer}", "{seed}", "--out={directory}/$x"))
                .containsExactly("train", "--lr=0.01", "3x3-adam", "7", "--out=a b/$x");
    }

    @Test
    void allValuesComeAsArguments() {
        assertThat(fill("train", "{args}", "last"))
                .containsExactly("train", "--lr=0.01", "--layers=3", "--optimizer=adam", "last");
    }

    @Test
    void aWordWithAValueThatTheTrialHasNotIsLeftOut() {
        assertThat(fill("train", "--momentum={momentum}", "end")).containsExactly("train", "end");
    }

    @Test
    void whatIsWrittenForAShellKeepsItsBraces() {
        assertThat(fill("sh", "-c", "awk '{print $1}' {lr}", "{a,b}", "{}", "${HOME}/x", "{\"a\":1}"))
                .containsExactly("sh", "-c", "awk '{print $1}' {lr}", "{a,b}", "{}", "${HOME}/x", "{\"a\":1}");
    }

    @Test
    void aMisspeltNameIsAFaultOfTheFile() {
        SearchFileException refusal =
                catchThrowableOfType(SearchFileException.class, () -> SearchDefinitions.parse("""
                        {"name": "s", "command": ["train", "--lr={lerning_rate}", "{args}", "{seed}", "--all={args}"],
                         "space": {"learning_rate": {"type": "float", "low": 0, "high": 1}},
                         "objective": {"metric": "loss", "direction": "minimize"}}
                        """, "s.json"));

        assertThat(refusal.faults())
                .extracting(Fault::toString)
                .containsExactly(
                        "/command/1: there is no parameter 'lerning_rate' to put here; did you mean 'learning_rate'?",
                        "/command/4: there is no parameter 'args' to put here; allowed: learning_rate, number, seed, study,"
                                + " directory, resume_from");
    }
}
