package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Direction;
import dev.fer.search.FailureReason;
import dev.fer.search.Goal;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import dev.fer.search.store.Outcome;
import dev.fer.search.store.Owner;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path folder;

    @Test
    void theSameStoreGivesTheSameBytesInAnyProgram() throws IOException, InterruptedException {
        Path store = study(30);
        Path one = folder.resolve("one.html");
        Path other = folder.resolve("other.html");

        report(store, one, "-Xmx96m", "-XX:ActiveProcessorCount=1");
        report(
                store,
                other,
                "-Xmx400m",
                "-XX:ActiveProcessorCount=4",
                "-Duser.language=ar",
                "-Duser.timezone=Asia/Tokyo");

        assertThat(one).hasSameBinaryContentAs(other);
    }

    private static void report(Path store, Path out, String... options) throws IOException, InterruptedException {
        Process fer = java(List.of(options), "report", "--store", store.toString(), "--out", out.toString());
        fer.getInputStream().readAllBytes();
        assertThat(fer.waitFor()).isZero();
    }

    @Test
    void watchingServesTheReportUntilItIsInterrupted() throws IOException, InterruptedException {
        Process fer = java(List.of(), "report", "--watch", "--store", study(0).toString());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(fer.getInputStream(), StandardCharsets.UTF_8))) {
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
        Shell shell = Shell.fer("report", "--watch", "--study", "lime", "--store", study(0).toString());

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("did you mean 'line'?");
    }

    @Test
    void theBenchmarkSaysWhatAReportCosts() {
        Path kept = folder.resolve("kept.html");

        Shell shell = Shell.fer(
                "benchmark",
                "report",
                "--trials",
                "30",
                "--steps",
                "3",
                "--heap",
                "256",
                "-o",
                "jsonl",
                "--out",
                kept.toString());

        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("\"trials\":30,\"parameters\":10,\"steps\":3,\"heap_mb\":256,\"seconds\":");
        assertThat(kept).isNotEmptyFile();
    }

    /** A store with a study of which some trials failed, with several metrics, attributes and kinds of parameters. */
    private Path study(int trials) {
        Path file = folder.resolve("fer.db");
        SearchSpace space = SearchSpace.of(
                new FloatParameter("x", 0, 1, false), new CategoricalParameter("kind", List.of("a", "b", "c", "d")));
        SearchDefinition definition = SearchDefinition.of("line", space, new Goal("loss", Direction.MINIMIZE));
        try (TrialStore store = TrialStores.open(file)) {
            long study = store.create(definition, Map.of("host", "h", "code.version", "1", "backend", "b"))
                    .id();
            for (int number = 0; number < trials; number++) {
                store.claim(study, Owner.current(), OptionalInt.empty());
                Map<String, Object> values =
                        Map.of("x", number * 7 % 30 / 30.0, "kind", "abcd".substring(number % 4, number % 4 + 1));
                store.assign(study, number, Configuration.of(values), Map.of("size", "" + number, "cost", "2"));
                Map<String, Double> metrics = Map.of("loss", 1.0 / (1 + number), "accuracy", 0.5, "f1", 0.4);
                store.report(study, number, new Report(1, metrics, 1));
                Outcome outcome = number % 5 == 1
                        ? new Outcome.Failed(new Trial.Failure(FailureReason.values()[number % 3], "no " + number, ""))
                        : new Outcome.Complete(metrics);
                store.finish(study, number, outcome, Map.of("note", "n"));
            }
        }
        return file;
    }

    private static Process java(List<String> options, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.fer.cli.Main"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
