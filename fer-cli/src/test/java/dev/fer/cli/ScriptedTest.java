package dev.fer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder with a store, and searches whose trials are run by a script of the shell. */
abstract class ScriptedTest {
    static final String AT_ONCE = "echo '{\"type\":\"result\",\"metrics\":{\"loss\":0.5}}'";

    @TempDir
    Path folder;

    Path store;

    @BeforeEach
    void nameTheStore() {
        store = folder.resolve("fer.db");
    }

    final Shell fer(Object... words) {
        List<String> all = new ArrayList<>();
        for (Object word : words) {
            all.add(word.toString());
        }
        all.addAll(List.of("--store", store.toString()));
        return Shell.fer(all.toArray(String[]::new));
    }

    final Path search(String script) throws IOException {
        Path shell = Files.writeString(folder.resolve("objective.sh"), "cd '" + folder + "'\n" + script + "\n");
        return Files.writeString(folder.resolve("search.json"), """
                {"name": "scripted", "command": ["sh", "%s"], "seed": 3,
                 "space": {"x": {"type": "float", "low": 0, "high": 1}, "kind": {"type": "categorical", "choices": ["a", "b"]}},
                 "objective": {"metric": "loss", "direction": "minimize"},
                 "sampler": {"type": "random"}, "budget": {"trials": 3}}
                """.formatted(shell));
    }

    final Shell run(String script) throws IOException {
        return fer("search", "run", search(script), "--workers", 1);
    }

    final List<String> lines(String verb, Object... words) {
        List<Object> all = new ArrayList<>(List.of("trials", verb));
        all.addAll(List.of(words));
        return fer(all.toArray()).out().lines().toList();
    }
}
