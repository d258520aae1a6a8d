package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.cli.program.ExitCodes;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.run.Study;
import dev.fer.search.store.Intent;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Searches from the command line, with a shell script as the objective. */
@DisabledOnOs(OS.WINDOWS)
class SearchTest {
    @TempDir
    Path folder;

    private String store;

    @BeforeEach
    void nameTheStore() {
        store = folder.resolve("fer.db").toString();
    }

    @Test
    void aSearchRunsAndIsRefusedASecondTime() throws IOException {
        String file = search("echo '{\"type\":\"result\",\"metrics\":{\"loss\":0.5}}'");
        Shell first = Shell.fer("search", "run", file, "--store", store, "--workers", "1");
        assertThat(first.code()).isZero();
        assertThat(first.out()).isEmpty();
        assertThat(first.err()).contains("trial 2 complete: loss 0.5000").contains("Done: the search has its 3 trials");
        Shell second = Shell.fer("search", "run", file, "--store", store);
        assertThat(second.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(second.err()).contains("is in the store").contains("fer search resume --store " + store);
    }

    @Test
    void aSearchThatIsThereMayBeSkipped() throws IOException {
        String file = search("echo '{\"type\":\"result\",\"metrics\":{\"loss\":0.5}}'");
        Shell.fer("search", "run", file, "--store", store, "--workers", "1");
        Shell again = Shell.fer("search", "run", file, "--store", store, "--skip-if-exists", "--trials", "5");
        assertThat(again.code()).isZero();
        assertThat(again.err()).isEqualTo("Study 'scripted' is in " + store + " already; nothing was done.\n");
        assertThat(Shell.fer("trials", "list", "--store", store, "-o", "csv")
                        .out()
                        .lines())
                .hasSize(4);
    }

    @Test
    void aSearchFileComesThroughAPipe() throws IOException {
        String text = Files.readString(Path.of(search("echo '{\"type\":\"result\",\"metrics\":{\"loss\":0.5}}'")));
        assertThat(piped(text, "space", "validate", "-").out()).startsWith("-: ok, study 'scripted'");
        assertThat(piped(text, "search", "run", "-", "--store", store, "--workers", "1")
                        .code())
                .isZero();
        String trials =
                Shell.fer("trials", "export", "--store", store, "-o", "jsonl").out();
        assertThat(piped(trials, "trials", "import", "-", "--store", store).err())
                .as("the study's own")
                .startsWith("Added 0 trials to study 'scripted'; left out lines 1, 2, 3, each as it is there already.");
    }

    private static Shell piped(String text, String... words) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try {
            return Shell.fer(words);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void nothingIsCreatedByADryRun() throws IOException {
        String file = search("echo");
        Shell shell = Shell.fer("search", "run", file, "--store", store, "--workers", "1", "--dry-run");
        assertThat(shell.code()).isZero();
        assertThat(shell.out()).startsWith("would run study 'scripted' with 1 worker, sampler random");
        assertThat(Path.of(store)).doesNotExist();
    }

    @Test
    void whatCannotRunInOrderIsRefusedBeforeItIsStored() throws IOException {
        Path file = Path.of(search("echo '{\"type\":\"result\",\"metrics\":{\"loss\":0.5}}'"));
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"sampler\"", "\"pruner\": {\"type\": \"halving\", \"max_epochs\": 4}, \"sampler\""));
        String[] run = {"search", "run", file.toString(), "--store", store, "--ordered", "--workers"};
        Shell several = Shell.fer(with(run, "2"));
        assertThat(several.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(several.err()).contains("no ordered mode").contains("or use one worker");
        assertThat(Path.of(store)).doesNotExist();
        assertThat(Shell.fer(with(run, "1")).code()).isZero();
    }

    private static String[] with(String[] words, String last) {
        return Stream.concat(Stream.of(words), Stream.of(last)).toArray(String[]::new);
    }

    @Test
    void aDryRunSaysWhatBecomesOfAStudyThatExists() throws IOException {
        String file = search("echo '{\"type\":\"result\",\"metrics\":{\"loss\":0.5}}'");
        Shell.fer("search", "run", file, "--store", store, "--workers", "1");
        assertThat(Shell.fer("search", "run", file, "--store", store, "--dry-run")
                        .err())
                .contains("already");
        assertThat(Shell.fer("search", "run", file, "--store", store, "--dry-run", "--resume-if-exists")
                        .out())
                .isEqualTo("would go on with study 'scripted' in " + store + "\n");
        assertThat(Shell.fer(
                                "search",
                                "run",
                                file,
                                "--store",
                                store,
                                "--dry-run",
                                "--name",
                                "other",
                                "--from",
                                "scriptd")
                        .err())
                .contains("has no study 'scriptd'");
    }

    @Test
    void aLargerBudgetIsTakenOnByResuming() throws IOException {
        String file = search("echo '{\"type\":\"result\",\"metrics\":{\"loss\":0.5}}'");
        Shell.fer("search", "run", file, "--store", store, "--workers", "1");
        assertThat(Shell.fer("search", "resume", "--store", store, "--trials", "5")
                        .code())
                .isZero();
        assertThat(Shell.fer("trials", "list", "--store", store, "-o", "csv")
                        .out()
                        .lines())
                .hasSize(6);
    }

    @Test
    void aSearchIsResumedWithAsManyWorkersAsBefore() throws IOException {
        String file = search("echo \"$FER_WORKER_SLOT\" >> slots; sleep 0.2;"
                + "echo '{\"type\":\"result\",\"metrics\":{\"loss\":0.5}}'");
        Shell.fer("search", "run", file, "--store", store, "--workers", "3");
        try (TrialStore opened = TrialStores.open(Path.of(store), Intent.READ_ONLY)) {
            assertThat(opened.studies().get(0).provenance()).containsEntry("workers", "3");
        }
        Files.delete(folder.resolve("slots"));
        Shell.fer("search", "resume", "--store", store, "--trials", "6");
        assertThat(Files.readAllLines(folder.resolve("slots"))).containsExactlyInAnyOrder("0", "1", "2");
    }

    @Test
    void aSearchWithoutAnySuccessSaysSo() throws IOException {
        String file = search("echo '{\"type\":\"failure\",\"reason\":\"error\",\"message\":\"no luck\"}'");
        Shell shell = Shell.fer("search", "run", file, "--store", store, "--workers", "1");
        assertThat(shell.code()).isEqualTo(ExitCodes.NO_RESULT);
        assertThat(shell.err()).contains("trial 0 failed: error, no luck").contains("none is complete");
    }

    @Test
    void aReportIsWrittenAndNamed() throws IOException {
        String file = search("echo '{\"type\":\"result\",\"metrics\":{\"loss\":0.5}}'");
        Shell.fer("search", "run", file, "--store", store, "--workers", "1");
        Path report = folder.resolve("report.html");
        Shell shell = Shell.fer("report", "--store", store, "--out", report.toString());
        assertThat(shell.out().strip()).isEqualTo(report.toString());
        assertThat(report).content().contains("<html").contains("scripted");
    }

    @Test
    void aReportGoesToStandardOutputAsMarkdownOrCsv() throws IOException {
        String file = search("echo '{\"type\":\"result\",\"metrics\":{\"loss\":0.5}}'");
        Shell.fer("search", "run", file, "--store", store, "--workers", "1");
        assertThat(Shell.fer("report", "--store", store, "--format", "markdown", "--out", "-")
                        .out())
                .startsWith("# scripted\n")
                .contains("fer search definition --store fer.db --study scripted > scripted.json");
        assertThat(Shell.fer("report", "--store", store, "--format", "csv", "--out", "-")
                        .out()
                        .lines())
                .hasSize(4);
        Path table = folder.resolve("trials.csv");
        Shell.fer("report", "--store", store, "--out", table.toString());
        assertThat(table).content().startsWith("number,state,loss,seed");
    }

    @Test
    void theDefinitionOfAStudyRunsAgain() throws IOException {
        String file = search("echo '{\"type\":\"result\",\"metrics\":{\"loss\":0.5}}'");
        Shell.fer("search", "run", file, "--store", store, "--workers", "1");
        Path copy = folder.resolve("copy.json");
        Files.writeString(
                copy, Shell.fer("search", "definition", "--store", store).out());
        Shell again = Shell.fer(
                "search", "run", copy.toString(), "--store", store, "--name", "scripted-again", "--workers", "1");
        assertThat(again.code()).isZero();
        assertThat(values("scripted-again")).isEqualTo(values("scripted"));
    }

    private String values(String study) {
        return Shell.fer("trials", "export", "--store", store, "--study", study, "--reproducible", "-o", "jsonl")
                .out();
    }

    @Test
    void twoRunsOfOneSearchExportTheSame() throws IOException {
        String file = search("read -r trial; echo \"$trial\" >> trials;"
                + "echo '{\"type\":\"result\",\"metrics\":{\"loss\":0.5}}'");
        String other = folder.resolve("other.db").toString();
        Shell.fer("search", "run", file, "--store", store, "--workers", "1");
        Shell.fer("search", "run", file, "--store", other, "--workers", "1");
        assertThat(Shell.fer("trials", "export", "--store", store, "--reproducible", "-o", "jsonl")
                        .out())
                .isEqualTo(Shell.fer("trials", "export", "--store", other, "--reproducible", "-o", "jsonl")
                        .out())
                .contains("\"x\":");
    }

    @Test
    void aProgramRunsWhereItsSearchBegan() throws IOException {
        Files.writeString(folder.resolve("here.sh"), "echo '{\"type\":\"result\",\"metrics\":{\"loss\":0.5}}'");
        try (TrialStore opened = TrialStores.open(Path.of(store))) {
            Study.create(
                    opened, SearchDefinitions.parse("""
                    {"name": "scripted", "command": ["sh", "here.sh"], "space": {"x": {"type": "float", "low": 0, "high": 1}},
                     "objective": {"metric": "loss", "direction": "minimize"}, "budget": {"trials": 1}}
                    """, "here"), Map.of(StudyRecord.DIRECTORY, folder.toString()));
        }
        assertThat(Shell.fer("search", "resume", "--store", store, "--workers", "1")
                        .err())
                .contains("trial 0 complete");
    }

    private String search(String script) throws IOException {
        Path shell = Files.writeString(folder.resolve("objective.sh"), "cd '" + folder + "'\n" + script + "\n");
        Path file = folder.resolve("search.json");
        Files.writeString(file, """
                {
                  "name": "scripted",
                  "command": ["sh", "%s"],
                  "space": {"x": {"type": "float", "low": 0, "high": 1}},
                  "objective": {"metric": "loss", "direction": "minimize"},
                  "sampler": {"type": "random"},
                  "budget": {"trials": 3},
                  "seed": 3
                }
                """.formatted(shell));
        return file.toString();
    }
}
