package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.cli.program.ExitCodes;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.run.Study;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person does to a search from another terminal, or between two runs. */
@DisabledOnOs(OS.WINDOWS)
class ControlTest extends ScriptedTest {
    @Test
    void aSearchIsStoppedAndJoinedFromElsewhere() throws Exception {
        Path file = search("touch begun; sleep 0.3; " + AT_ONCE);
        CompletableFuture<Shell> first =
                CompletableFuture.supplyAsync(() -> fer("search", "run", file, "--workers", 1, "--trials", 1000));
        while (Files.notExists(folder.resolve("begun"))) {
            Thread.sleep(20);
        }
        CompletableFuture<Shell> second = CompletableFuture.supplyAsync(() -> fer("search", "join", "--workers", 1));
        while (lines("list").size() < 6) {
            Thread.sleep(50);
        }
        Shell refused = fer("search", "delete", "--yes");
        assertThat(refused.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(refused.err()).contains("is running").contains("fer search stop");

        assertThat(fer("search", "stop").err()).contains("Asked study 'scripted' to stop");
        assertThat(List.of(first.get(), second.get())).allSatisfy(shell -> {
            assertThat(shell.code()).isEqualTo(ExitCodes.INTERRUPTED);
            assertThat(shell.err()).contains("Resume with 'fer search resume");
        });
        assertThat(fer("store", "check").code()).isZero();
        assertThat(fer("store", "check", "-o", "json").out()).isEqualTo("[]\n");
    }

    @Test
    void twoSearchesOfOneNameAreOneSearchAndARefusal() throws IOException {
        Path file = search("sleep 0.2; " + AT_ONCE);
        CompletableFuture<Shell> one = CompletableFuture.supplyAsync(() -> fer("search", "run", file, "--workers", 1));
        CompletableFuture<Shell> other =
                CompletableFuture.supplyAsync(() -> fer("search", "run", file, "--workers", 1));
        assertThat(List.of(one.join().code(), other.join().code()))
                .containsExactlyInAnyOrder(ExitCodes.OK, ExitCodes.FAILED);
        assertThat(lines("list", "-o", "csv")).hasSize(4);
    }

    @Test
    void manySearchesOfOneNameThatMayGoOnAreOneSearch() throws IOException {
        Path file = search("sleep 0.2; " + AT_ONCE);
        List<CompletableFuture<Shell>> all = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> fer("search", "run", file, "--workers", 1, "--resume-if-exists")))
                .limit(3)
                .toList();
        assertThat(all).allSatisfy(one -> assertThat(one.join().code()).isEqualTo(ExitCodes.OK));
        assertThat(lines("list", "-o", "csv")).hasSize(4);
    }

    @Test
    void aSearchThatCannotGoOnIsNotChanged() throws IOException {
        run(AT_ONCE);
        Path file = folder.resolve("search.json");
        for (List<Object> wrong :
                List.<List<Object>>of(List.of("--data", "faces"), List.of("--in-process"), List.of("--skip-damaged"))) {
            List<Object> words = new ArrayList<>(List.of("search", "resume", "--trials", 9));
            words.addAll(wrong);
            Shell refused = fer(words.toArray());
            assertThat(refused.code()).isEqualTo(ExitCodes.USAGE);
            assertThat(refused.err()).contains(wrong.get(0) + " is for searches with a model");
        }
        assertThat(fer("search", "status").out()).contains("budget_trials\t3");

        Shell dry = fer("search", "run", file, "--resume-if-exists", "--dry-run", "--seed", 99);
        assertThat(dry.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(dry.err()).contains("/seed");
    }

    @Test
    void aNameThatDiffersByItsCaseOnlyIsCalledByTheOneThatIsThere() throws IOException {
        run(AT_ONCE);
        Path file = folder.resolve("search.json");
        Shell refused = fer("search", "run", file, "--name", "SCRIPTED");
        assertThat(refused.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(refused.err())
                .contains("the study 'scripted' is in the store")
                .contains("--study scripted");
    }

    @Test
    void aStudyIsDeletedOnceSomebodyMeansIt() throws IOException {
        run(AT_ONCE);
        assertThat(fer("search", "delete", "--dry-run").out()).contains("would delete study 'scripted' with 3 trials");
        Shell unsure = fer("search", "delete");
        assertThat(unsure.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(unsure.err()).contains("add --yes");
        assertThat(folder.resolve("fer.db-files/scripted/0")).exists();

        assertThat(fer("search", "delete", "--yes").err())
                .contains("Deleted study 'scripted'")
                .contains("Bring it back with 'fer search restore --store " + store + " --study scripted'");
        assertThat(fer("search", "list", "-o", "csv").out().lines()).hasSize(1);
        assertThat(folder.resolve("fer.db-files/scripted")).doesNotExist();
    }

    @Test
    void aDeletedStudyIsRestoredWithItsTrialsAndFiles() throws IOException {
        run(AT_ONCE);
        List<String> before = lines("export");
        fer("search", "delete", "--yes");
        assertThat(fer("search", "list", "--deleted", "-o", "csv").out()).contains("scripted,3,");

        assertThat(fer("search", "restore").err()).contains("Restored study 'scripted' with 3 trials");
        assertThat(lines("export")).isEqualTo(before);
        assertThat(folder.resolve("fer.db-files/scripted/0")).exists();
        assertThat(fer("search", "list", "--deleted", "-o", "csv").out().lines())
                .hasSize(1);
        assertThat(fer("search", "resume", "--trials", 4, "--workers", 1).code())
                .isZero();
    }

    @Test
    void aDeletedStudyWaitsForItsNameAndOfTwoTheLastComesBack() throws IOException {
        run(AT_ONCE);
        fer("search", "delete", "--yes");
        fer("search", "run", search(AT_ONCE), "--workers", 1, "--trials", 5);
        Shell taken = fer("search", "restore", "--study", "scripted");
        assertThat(taken.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(taken.err()).contains("another study 'scripted' now").contains("fer search delete");

        fer("search", "delete", "--yes");
        assertThat(fer("search", "restore", "--study", "script").err())
                .contains("no study 'script' was deleted")
                .contains("did you mean 'scripted'?");
        assertThat(fer("search", "restore", "--study", "scripted").err()).contains("with 5 trials");
    }

    @Test
    void whatWasDeletedIsPurgedOnceSomebodyMeansIt() throws IOException {
        run(AT_ONCE);
        assertThat(fer("store", "purge", "--yes").err()).contains("No study was deleted");
        fer("search", "delete", "--yes");
        assertThat(fer("store", "purge", "--dry-run").out()).contains("would remove the deleted study 'scripted'");
        assertThat(fer("store", "purge").err()).contains("add --yes");

        assertThat(fer("store", "purge", "--yes").err()).contains("Removed the deleted study 'scripted'");
        assertThat(fer("search", "restore").err()).contains("no study was deleted");
        assertThat(folder.resolve("fer.db-files/.discarded")).isEmptyDirectory();
        assertThat(fer("store", "check").code()).isZero();
    }

    @Test
    void trialsAreSortedByAParameterNumbersBySizeAndTextByText() throws IOException {
        run(AT_ONCE);
        List<Double> x = lines("list", "--sort-by", "x", "-o", "csv").stream()
                .skip(1)
                .map(line -> Double.valueOf(line.split(",")[5]))
                .toList();
        assertThat(x).hasSize(3).isSorted();
        List<String> kinds = lines("list", "--sort-by", "kind", "-o", "csv").stream()
                .skip(1)
                .map(line -> line.split(",")[6])
                .toList();
        assertThat(kinds).isSorted();
    }

    @Test
    void aLogFileTakesAllThereIsToLogAndLeavesStderrAsItWas() throws IOException {
        Path log = folder.resolve("fer.log");
        Shell silent = fer("search", "run", search(AT_ONCE), "--workers", 1);
        fer("search", "delete", "--yes");
        Shell logged = fer("search", "run", search(AT_ONCE), "--workers", 1, "--log-file", log);

        assertThat(logged.err().lines().count()).isEqualTo(silent.err().lines().count());
        assertThat(log).content().contains("DEBUG").containsPattern("(?m)^20\\d\\d-\\d\\d-\\d\\dT");
        fer("search", "delete", "--yes");
        Path quiet = folder.resolve("quiet.log");
        Shell hushed =
                fer("-q", "--color=always", "search", "run", search(AT_ONCE), "--workers", 1, "--log-file", quiet);
        assertThat(hushed.err()).isEmpty();
        assertThat(quiet).content().contains("trial 2 complete", "Done: ").doesNotContain("\u001b");
        fer("trials", "show", 99, "--log-file", log);
        assertThat(log).content().contains("the command failed").contains("UserError");
        Shell nowhere = fer("trials", "list", "--log-file", folder.resolve("none/fer.log"));
        assertThat(nowhere.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(nowhere.err()).contains("cannot write the log");
    }

    @Test
    void aTrialTellsWhereItsFilesAre() throws IOException {
        run("echo begun; " + AT_ONCE);
        Path directory = folder.resolve("fer.db-files/scripted/0");

        assertThat(fer("trials", "show", 0).out()).contains("log\t" + directory.resolve("worker.log"));
        assertThat(directory.resolve("worker.log")).exists();
        Files.move(directory, folder.resolve("elsewhere"));
        assertThat(fer("trials", "show", 0).out()).doesNotContain("directory\t", "log\t");
        assertThat(fer("trials", "show", 0, "-o", "json").out()).contains("\"directory\":null,\"log\":null");
    }

    @Test
    void trialsMoveToAnotherStore() throws IOException {
        run(AT_ONCE);
        Path export = Files.write(folder.resolve("trials.jsonl"), lines("export", "-o", "jsonl"));
        store = folder.resolve("other.db");
        fer("search", "run", search(AT_ONCE), "--workers", 1, "--trials", 1, "--seed", 7);
        assertThat(fer("trials", "import", export).err()).contains("Added 3 trials to study 'scripted'. See");
        assertThat(lines("export", "-o", "jsonl")).hasSize(4).last().asString().contains("trials.jsonl:2");
        assertThat(seed(lines("export", "-o", "jsonl").get(3)))
                .as("that of the trial that was run")
                .isEqualTo(seed(Files.readAllLines(export).get(2)));
        assertThat(fer("store", "check").code()).isZero();
        assertThat(fer("store", "check", "-o", "json").out()).isEqualTo("[]\n");

        assertThat(fer("trials", "import", export).err())
                .contains(
                        "Added 0 trials to study 'scripted'; left out lines 1, 2, 3, each as it is there already. See");
        Path other = Files.writeString(
                folder.resolve("other.jsonl"),
                "{\"state\": \"complete\", \"parameters\": {\"x\": 0.5}, \"metrics\": {\"los\": 1}}\n");
        assertThat(fer("trials", "import", other).err()).contains("line 1, as it has no value of 'loss'");

        Path wrong = Files.writeString(folder.resolve("wrong.jsonl"), "{\"number\": 1}\n");
        Shell refused = fer("trials", "import", wrong);
        assertThat(refused.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(refused.err())
                .contains("wrong.jsonl:1: not an exported trial")
                .contains("nothing was added");
    }

    private static long seed(String trial) {
        return JsonMapper.shared().readTree(trial).get("seed").asLong();
    }

    @Test
    void aSearchWhoseTimeIsUpBeforeItsFirstTrialIsDoneHasNotFailed() throws IOException {
        Path file = search("""
                for i in $(seq 100); do
                  echo '{"type":"report","step":'$i',"metrics":{"loss":1}}'
                  read answer
                  case "$answer" in *stop*) exit;; esac
                  sleep 0.1
                done""");
        Shell shell = fer("search", "run", file, "--workers", 1, "--time", "1s");
        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(shell.err())
                .contains("So far the time of 1s is up, and none is complete. Go on with 'fer search resume");
    }

    @Test
    void aScriptMayGoOnWithASearchThatWasGivenMoreTrialsMeanwhile() throws IOException {
        run(AT_ONCE);
        fer("search", "resume", "--trials", 4, "--workers", 1);
        Shell again = fer("search", "run", folder.resolve("search.json"), "--resume-if-exists", "--workers", 1);
        assertThat(again.err()).contains("Done: the search has its 4 trials");
        assertThat(again.code()).isZero();
    }

    @Test
    void aTrialWhoseProcessDiedDoesNotPassForRunning() throws Exception {
        run(AT_ONCE);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update owner set process_start = 0");
            statement.executeUpdate("delete from metric where trial = (select id from trial where number = 2)");
            statement.executeUpdate(
                    "update trial set state = 'running', finished = null, owner = (select min(id) from owner)"
                            + " where number = 2");
        }
        assertThat(lines("list", "-o", "csv").get(3)).contains("interrupted");
        assertThat(fer("search", "status").out()).contains("interrupted\t1").doesNotContain("running\t1");
        assertThat(fer("search", "list", "-o", "jsonl").out()).contains("\"running\":0,\"interrupted\":1");
    }

    @Test
    void epochsAreForModels() throws IOException {
        Shell refused = fer("search", "run", search(AT_ONCE), "--epochs", 3);
        assertThat(refused.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(refused.err()).contains("--epochs is for searches with a model");
        assertThat(store).doesNotExist();
    }

    @Test
    void aSearchThatWasChangedTooMuchIsRefusedAndMayLearnFromTheOldOne() throws IOException {
        run(AT_ONCE);
        Path file = folder.resolve("search.json");
        Files.writeString(file, Files.readString(file).replace("\"high\": 1", "\"high\": 0.999"));

        Shell refused = fer("search", "run", file, "--resume-if-exists");
        assertThat(refused.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(refused.err())
                .contains("/space/x: float 0..1 -> float 0..0.999")
                .contains("fer search run " + file + " --store " + store + " --name scripted-2 --from scripted");
        Shell learning =
                fer("search", "run", file, "--name", "scripted-2", "--from", "scripted", "--trials", 4, "--workers", 1);
        assertThat(learning.code()).isZero();
        assertThat(learning.err()).contains("begins with 3 trials of study 'scripted'");
        assertThat(fer("trials", "show", 2, "--study", "scripted-2").out()).contains("imported_from\tscripted:2");
    }

    @Test
    void aSearchThatWasKilledBeforeItHadLearnedFromAnotherOneDoesSoWhenItGoesOn() throws IOException {
        run(AT_ONCE);
        Path file = folder.resolve("search.json");
        try (TrialStore opened = TrialStores.open(store)) {
            SearchDefinition search = SearchDefinitions.parse(Files.readString(file), "search.json");
            Study.create(opened, search.withName("second"), Map.of());
        }

        Object[] again = {
            "search",
            "run",
            file,
            "--name",
            "second",
            "--from",
            "scripted",
            "--resume-if-exists",
            "--trials",
            4,
            "--workers",
            1
        };
        assertThat(fer(again).err()).contains("begins with 3 trials of study 'scripted'");
        assertThat(fer(again).err()).contains("no trials of 'scripted' are added");
        assertThat(fer("search", "list", "-o", "jsonl").out()).contains("\"complete\":4");
        again[6] = "scriptd";
        again[9] = 9;
        assertThat(fer(again).err()).contains("has no study 'scriptd'");
        assertThat(fer("search", "definition", "--study", "second").out()).contains("\"trials\" : 4");
    }

    @Test
    void programsReadWhatIsSaidOfOneThingAsOneObject() throws IOException {
        run(AT_ONCE);

        JsonNode status = JsonMapper.shared()
                .readTree(fer("search", "status", "-o", "json").out());
        JsonNode trial = JsonMapper.shared()
                .readTree(fer("trials", "show", "best", "-o", "json").out());

        assertThat(status.get("complete").asInt()).isEqualTo(3);
        assertThat(status.get("best_parameters").has("x")).isTrue();
        assertThat(trial.get("number")).isEqualTo(status.get("best_trial"));
        assertThat(trial.get("metrics").get("loss").asDouble()).isEqualTo(0.5);
        assertThat(trial.get("failure").isNull()).isTrue();
        assertThat(fer("trials", "show", "best").out()).contains("metrics.loss\t0.5");
    }

    @Test
    void withoutAValueThereIsNoBestTrial() throws IOException {
        run("exit 3");

        Shell none = fer("trials", "show", "best");
        Shell misspelt = fer("trials", "show", "bset");

        assertThat(none.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(none.err()).contains("no trial of study 'scripted' has a value yet");
        assertThat(misspelt.err()).contains("TRIAL is a number or 'best', found 'bset'; did you mean 'best'?");
    }

    @Test
    void aStoreIsCheckedAndCopied() throws IOException {
        run(AT_ONCE);
        Path copy = folder.resolve("copy.db");
        assertThat(fer("store", "backup", copy).code()).isZero();
        assertThat(fer("store", "backup", copy))
                .satisfies(shell -> assertThat(shell.code()).isEqualTo(ExitCodes.STORE))
                .satisfies(shell -> assertThat(shell.err()).contains("exists already"));
        store = copy;
        assertThat(fer("store", "check").code()).isZero();
        assertThat(fer("store", "check", "-o", "json").out()).isEqualTo("[]\n");
        assertThat(lines("list", "-o", "csv")).hasSize(4);

        byte[] whole = Files.readAllBytes(copy);
        Files.write(copy, Arrays.copyOf(whole, whole.length / 2));
        Shell damaged = fer("store", "check");
        assertThat(damaged.code()).isNotZero();
        assertThat(damaged.out() + damaged.err()).containsAnyOf("damaged", "malformed", "SQLite");
        store = Files.writeString(folder.resolve("notes.txt"), "these are notes, not a store");
        assertThat(fer("store", "check").err()).contains("is not a store: it is not an SQLite file");
    }
}
