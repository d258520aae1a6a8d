package dev.fer.search.benchmark;

import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.ConfigurationJson;
import dev.fer.search.space.SearchSpace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Optuna as a sampler, in a Python process, so that it is measured on the very functions that ours are. Serves one history, one
 * trial at a time; its results depend on Optuna's own state, so it does not keep the sampler's contract.
 */
final class OptunaSampler implements Sampler, AutoCloseable {
    /** What names of peers begin with, for instance {@code optuna:tpe-multivariate}. */
    static final String PREFIX = "optuna:";

    private static final ObjectMapper JSON = JsonMapper.shared();

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;
    private int told;
    private double seconds;

    OptunaSampler(String name, SearchSpace space, List<Goal> goals, long seed) {
        try {
            process = new ProcessBuilder(python(), "fer-search/src/test/python/optuna_peer.py")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("a peer needs Python with Optuna; name the Python by PYTHON", e);
        }
        answers = process.inputReader(StandardCharsets.UTF_8);
        questions = process.outputWriter(StandardCharsets.UTF_8);
        SearchDefinition definition = SearchDefinition.of("peer", space, goals.get(0));
        JsonNode first = JSON.createObjectNode()
                .put("sampler", name.substring(PREFIX.length()))
                .put("seed", seed)
                .put("goals", goals.size())
                .set("space", JSON.readTree(SearchDefinitions.write(definition)).path("space"));
        write(first.toString());
    }

    /** Returns the Python that has Optuna. */
    static String python() {
        return System.getenv().getOrDefault("PYTHON", "python3");
    }

    private void write(String line) {
        try {
            questions.write(line + "\n");
            questions.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Optuna ended", e);
        }
    }

    private JsonNode answer(String question) {
        write(question);
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("Optuna ended; what it said stands above");
            }
            JsonNode answer = JSON.readTree(line);
            seconds += answer.path("seconds").doubleValue();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("Optuna ended", e);
        }
    }

    @Override
    public Optional<Suggestion> suggest(History history, int number, long seed) {
        tell(history);
        Configuration configuration =
                ConfigurationJson.read(answer("{\"ask\": 1}").path("parameters").toString());
        return Optional.of(new Suggestion(history.space().normalise(configuration)));
    }

    /** Passes on the trials that finished since the last time, one for each that was asked for. */
    private void tell(History history) {
        for (; told < history.finished().size(); told++) {
            answer("{\"tell\": " + history.finished().get(told).losses() + "}");
        }
    }

    /** Passes on what finished and returns how long Optuna has worked since this was last called. */
    double takeMilliseconds(History history) {
        tell(history);
        double taken = 1e3 * seconds;
        seconds = 0;
        return taken;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
