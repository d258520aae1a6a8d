package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.cli.program.ExitCodes;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.run.Study;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line tells of a study. */
class StudyViewsTest {
    @TempDir
    Path folder;

    private String study(String more, Consumer<Study> run) {
        Path file = folder.resolve("fer.db");
        try (TrialStore store = TrialStores.open(file)) {
            run.accept(Study.open(store, SearchDefinitions.parse("""
                    {"name": "seen", "space": {"x": {"type": "float", "low": 0, "high": 1}, "y": {"type": "bool"}}, %s}
                    """.formatted(more), "seen")));
        }
        return file.toString();
    }

    @Test
    void theStatusShowsTheTrialsThatNoOtherOneBeats() {
        String store = study("""
                "objective": [{"metric": "accuracy", "direction": "maximize"}, {"metric": "size", "direction": "minimize"}]
                """, seen -> {
            for (double[] values : new double[][] {{0.5, 4}, {0.4, 5}, {0.75, 9}}) {
                seen.tell(seen.ask().orElseThrow().number(), Map.of("accuracy", values[0], "size", values[1]));
            }
        });

        assertThat(Shell.fer("search", "status", "--store", store).out())
                .contains("goal\tmaximize accuracy, minimize size\n")
                .contains(
                        "front_trial_2\t{\"accuracy\":0.75,\"size\":9.0}\nfront_trial_0\t{\"accuracy\":0.5,\"size\":4.0}\n")
                .doesNotContain("front_trial_1", "best_");
    }

    @Test
    void theStatusShowsTheMeanOfRepeats() {
        String store = study("\"repeats\": 2, \"objective\": {\"direction\": \"minimize\"}", seen -> {
            for (double value : new double[] {3, 5, 1, 9}) {
                seen.tell(seen.ask().orElseThrow().number(), value);
            }
        });

        assertThat(Shell.fer("search", "status", "--store", store).out())
                .contains("best_trial\t0\nbest_value\t4.0\nbest_runs\t2\nbest_deviation\t1.414");
        assertThat(Shell.fer("search", "list", "--store", store).out()).contains("value\t4.0\t0\t");
    }

    @Test
    void theImportanceOfParametersIsTold() {
        String store =
                study("\"objective\": {\"direction\": \"minimize\"}, \"sampler\": {\"type\": \"random\"}", seen -> {
                    for (int i = 0; i < 40; i++) {
                        var trial = seen.ask().orElseThrow();
                        seen.tell(
                                trial.number(),
                                trial.configuration().orElseThrow().getDouble("x"));
                    }
                });

        Shell shell = Shell.fer("search", "importance", "--store", store, "-o", "csv");
        assertThat(shell.out().lines()).hasSize(4).first().isEqualTo("parameter,share,sd");
        assertThat(shell.out()).contains("x,0.9", "x x y,");
        Shell wrong = Shell.fer("search", "importance", "--store", store, "--metric", "valu");
        assertThat(wrong.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(wrong.err()).contains("did you mean 'value'?");
    }

    @Test
    void columnsOfAListCanBeLeftOut() {
        String store = study("\"objective\": {\"direction\": \"minimize\"}", seen -> {
            for (double value : new double[] {3, 5}) {
                seen.tell(seen.ask().orElseThrow().number(), value);
            }
        });

        assertThat(header(store)).isEqualTo("number,state,value,epoch,seconds,x,y,failure");
        assertThat(header(store, "--drop", "epoch|seconds", "--drop", "^[xy]$"))
                .isEqualTo("number,state,value,failure");
        assertThat(header(store, "--only-changed", "--drop", "seconds|^[xy]$")).isEqualTo("number,value");
        assertThat(header(store, "--only-changed", "--drop", "seconds|^[xy]$", "--keep", "^state"))
                .isEqualTo("number,state,value");
        assertThat(header(store, "--drop", ".")).isEqualTo("number");
        Shell wrong = Shell.fer("trials", "list", "--store", store, "--drop", "[");
        assertThat(wrong.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(wrong.err()).contains("--drop is REGEX, found '['");
    }

    @Test
    void trialsAreListedBestFirstOrWorstFirstAndThoseWithoutAValueLast() {
        String store = study("\"objective\": {\"direction\": \"maximize\"}", seen -> {
            seen.ask();
            for (double value : new double[] {3, 5, 4}) {
                seen.tell(seen.ask().orElseThrow().number(), value);
            }
        });

        assertThat(numbers(store, "--sort-by", "value")).containsExactly("2", "3", "1", "0");
        assertThat(numbers(store, "--sort-by", "value", "--reverse")).containsExactly("1", "3", "2", "0");
        assertThat(numbers(store, "--reverse", "--limit", "2")).containsExactly("3", "2");
    }

    @Test
    void otherMetricsAndAttributesAreShownAndSortedBy() {
        String store = study("\"objective\": {\"metric\": \"loss\", \"direction\": \"minimize\"}", seen -> {
            for (double gap : new double[] {0.5, 0.25, 0.75}) {
                seen.tell(seen.ask().orElseThrow().number(), Map.of("loss", 1.0, "gap", gap, "epoch", 4 * gap));
            }
            seen.ask();
        });

        assertThat(header(store, "--show", "ga", "--show", "metrics"))
                .isEqualTo("number,state,loss,metrics.epoch,gap,epoch,seconds,x,y,failure");
        assertThat(header(store, "--show", "^attributes")).contains("loss,attributes.");
        assertThat(numbers(store, "--sort-by", "gap")).containsExactly("1", "0", "2", "3");
        assertThat(numbers(store, "--sort-by", "metrics.epoch", "--reverse")).containsExactly("2", "0", "1", "3");
        assertThat(Shell.fer("trials", "list", "--store", store, "--show", "gpa")
                        .err())
                .contains(
                        "no metric or attribute 'gpa'; did you mean 'gap'?", "one of: metrics.epoch, gap, attributes.");
        assertThat(Shell.fer("trials", "list", "--store", store, "--sort-by", "gapp")
                        .err())
                .contains("no column 'gapp' to sort by; did you mean 'gap'?");
    }

    private static List<String> numbers(String store, String... options) {
        return Shell.fer(Stream.of(
                                Stream.of(
                                        "trials", "list", "--store", store, "-o", "csv", "--keep", "number", "--drop",
                                        "."),
                                Stream.of(options))
                        .flatMap(words -> words)
                        .toArray(String[]::new))
                .out()
                .lines()
                .skip(1)
                .toList();
    }

    @Test
    void trialsOfOtherEpochsAreLeftOutWhereTheyWouldPassForWholeOnes() throws IOException {
        Path file = folder.resolve("fer.db");
        try (TrialStore store = TrialStores.open(file)) {
            for (int epochs : new int[] {2, 5}) {
                Study.open(store, SearchDefinitions.parse("""
                        {"name": "epochs-%d", "model": "fnn", "space": {"num_neurons": {"type": "int", "low": 16, "high": 64}},
                         "objective": {"metric": "validation.accuracy", "direction": "maximize"}, "training": {"epochs": %d}}
                        """.formatted(epochs, epochs), "seen"));
            }
        }
        Path trials = folder.resolve("trials.jsonl");
        Files.writeString(trials, """
                {"number": 0, "state": "complete", "parameters": {"num_neurons": 32}, "metrics": {"validation.accuracy": 0.5}, \
                "reports": [{"step": 1, "validation.accuracy": 0.4}, {"step": 2, "validation.accuracy": 0.5}]}
                """);

        assertThat(Shell.fer("trials", "import", trials.toString(), "--study", "epochs-5", "--store", file.toString())
                        .err())
                .contains("left out line 1, as it ended after 2 epochs, and this search's trials after 5.");
        assertThat(Shell.fer("trials", "import", trials.toString(), "--study", "epochs-2", "--store", file.toString())
                        .err())
                .contains("Added 1 trial to study 'epochs-2'.");
    }

    private static String header(String store, String... options) {
        return Shell.fer(Stream.of(Stream.of("trials", "list", "--store", store, "-o", "csv"), Stream.of(options))
                        .flatMap(words -> words)
                        .toArray(String[]::new))
                .out()
                .lines()
                .findFirst()
                .orElseThrow();
    }
}
