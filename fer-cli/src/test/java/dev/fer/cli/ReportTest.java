package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path folder;

    @Test
    void watchingServesTheReportUntilItIsInterrupted() throws IOException, InterruptedException {
        Path file = folder.resolve("fer.db");
        try (TrialStore store = TrialStores.open(file)) {
            SearchSpace space = SearchSpace.of(new FloatParameter("x", 0, 1, false));
            store.create(SearchDefinition.of("line", space, new Goal("loss", Direction.MINIMIZE)), Map.of());
        }
        Process fer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.fer.cli.Main",
                        "report",
                        "--watch",
                        "--store",
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(fer.getInputStream(), StandardCharsets.UTF_8))) {
            URI address = URI.create(Objects.requireNonNull(out.readLine()));
            String report = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address.resolve("report")).build(), BodyHandlers.ofString())
                    .body();

            assertThat(address.getHost()).isEqualTo("127.0.0.1");
            assertThat(report).contains("<h1><bdi>line</bdi></h1>");

            fer.destroy();
            assertThat(fer.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(fer.exitValue()).isEqualTo(130);
        } finally {
            fer.destroyForcibly();
        }
    }

    @Test
    void watchingAnUnknownStudyIsRefused() {
        Path file = folder.resolve("fer.db");
        try (TrialStore store = TrialStores.open(file)) {
            SearchSpace space = SearchSpace.of(new FloatParameter("x", 0, 1, false));
            store.create(SearchDefinition.of("line", space, new Goal("loss", Direction.MINIMIZE)), Map.of());
        }

        Shell shell = Shell.fer("report", "--watch", "--study", "lime", "--store", file.toString());

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("did you mean 'line'?");
    }

    @Test
    void theBenchmarkSaysWhatAReportCosts() {
        Path kept = folder.resolve("kept.html");

        Shell shell = Shell.fer(
                "benchmark", "report", "--trials", "30", "--steps", "3", "--heap", "256", "-o", "jsonl",
                "--out", kept.toString());

        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("\"trials\":30,\"parameters\":10,\"steps\":3,\"heap_mb\":256,\"seconds\":");
        assertThat(kept).isNotEmptyFile();
    }
}
