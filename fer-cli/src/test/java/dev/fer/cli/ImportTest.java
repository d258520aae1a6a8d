package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.cli.program.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trials that come from a file: all of them are added, or none. */
@DisabledOnOs(OS.WINDOWS)
class ImportTest {
    private static final String GOOD =
            "{\"state\": \"complete\", \"parameters\": {\"x\": 0.5}, \"metrics\": {\"loss\": 1}}";

    @TempDir
    Path folder;

    private Shell fer(Object... words) {
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--store", folder.resolve("fer.db")));
        return Shell.fer(all.stream().map(Object::toString).toArray(String[]::new));
    }

    @Test
    void aBadLineIsNamedAndNoLineIsAdded() throws IOException {
        Path search = Files.writeString(folder.resolve("search.json"), """
                {"name": "scripted", "command": ["sh", "-c", "echo '{\\"type\\":\\"result\\",\\"metrics\\":{\\"loss\\":0.5}}'"],
                 "space": {"x": {"type": "float", "low": 0, "high": 1}}, "budget": {"trials": 1},
                 "objective": {"metric": "loss", "direction": "minimize"}, "sampler": {"type": "random"}}
                """);
        assertThat(fer("search", "run", search, "--workers", 1).code()).isZero();

        assertRefused(
                GOOD.replace("}}", "}, \"reports\": [{\"step\": 1, \"loss\": 2}, {\"step\": 1, \"loss\": 1}]}"),
                "1 follows 1");
        assertRefused(
                GOOD.replace("}}", "}, \"reports\": [{\"step\": 2, \"loss\": 2}, {\"step\": 1, \"loss\": 1}]}"),
                "1 follows 2");
        assertRefused(GOOD.replace("\"loss\": 1", "\"loss\": NaN"), "its metric 'loss' is NaN");
        assertRefused(GOOD.replace("}}", "}, \"started\": \"yesterday\"}"), "'yesterday' could not be parsed");
    }

    private void assertRefused(String bad, String reason) throws IOException {
        Path file = Files.write(folder.resolve("trials.jsonl"), List.of(GOOD, bad, GOOD));
        Shell refused = fer("trials", "import", file);
        assertThat(refused.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(refused.err())
                .contains("trials.jsonl:2: not an exported trial: ")
                .contains(reason)
                .contains("nothing was added");
        assertThat(fer("trials", "list", "-o", "csv").out().lines()).hasSize(2);
    }
}
