package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.cli.command.FerCommand;
import dev.fer.cli.output.Terminal;
import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "-h", "help", "help search run", "search", "search run --help", "--version"})
    void helpIsNeverAnError(String line) {
        Shell shell = Shell.fer(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("fer");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void facesWithoutASplitThatTrainingNeedsAreRefusedBeforeAnythingBegins() {
        String faces = folder.resolve("faces").toString();
        Shell.fer("data", "synthesize", faces, "--train", "7", "--validation", "0", "--test", "0");
        Shell shell = Shell.fer(
                "search", "run", "../search-spaces/demo.json", "--data", faces, "--dry-run", "--store", faces + ".db");
        assertThat(shell.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(shell.err()).contains("has no validation split; it has train");
    }

    @Test
    void exitCodesAreExplained() {
        assertThat(Shell.fer("help", "exit-codes").out()).contains("130  interrupted");
    }

    @Test
    void aMisspeltCommandGetsASuggestion() {
        Shell shell = Shell.fer("serch");
        assertThat(shell.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(shell.err()).isEqualTo("""
                error: unknown command 'serch'; did you mean 'search'?

                hint: see 'fer --help'
                """);
    }

    @Test
    void aMisspeltVerbGetsASuggestion() {
        assertThat(Shell.fer("search", "resum").err())
                .startsWith("error: unknown command 'resum'; did you mean 'resume'?");
    }

    @Test
    void aMisspeltOptionIsNamedEvenBesideAMissingArgument() {
        Shell shell = Shell.fer("search", "run", "--trails", "3");
        assertThat(shell.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(shell.err()).isEqualTo("""
                error: unknown option --trails; did you mean '--trials'?

                hint: see 'fer search run --help'
                """);
    }

    @Test
    void aWrongChoiceIsToldTheChoices() {
        assertThat(Shell.fer("trials", "list", "--format", "jsn").err())
                .startsWith("error: --format is one of table, json, jsonl, csv, found 'jsn'; did you mean 'json'?");
    }

    @Test
    void aNumberThatIsNoneIsNamed() {
        assertThat(Shell.fer("search", "run", "x.json", "--trials", "many").err())
                .startsWith("error: --trials is a number or 'none', found 'many'");
    }

    @Test
    void anUnknownShortOptionIsNoCommand() {
        assertThat(Shell.fer("-Z").err()).startsWith("error: unknown option -Z");
        assertThat(Shell.fer("search", "-Z").err()).startsWith("error: unknown option -Z");
    }

    @Test
    void colourIsKeptOffAndForcedByAnOption() {
        assertThat(Shell.fer("serch", "--color", "always").err()).startsWith("\u001b[31merror:");
        assertThat(Shell.fer("--color=always", "search", "--help").out()).contains("\u001b[");
        assertThat(Shell.fer(Map.of("FER_COLOR", "always"), folder, "--color=auto", "serch")
                        .err())
                .startsWith("error:");
        assertThat(Shell.fer(Map.of("CLICOLOR_FORCE", "1"), folder, "serch").err())
                .startsWith("\u001b[31merror:");
        assertThat(Shell.fer(Map.of("CLICOLOR_FORCE", "1"), folder, "--color=never", "serch")
                        .err())
                .startsWith("error:");
    }

    @Test
    void aBugIsToldInALineWithItsDetailsInAFile() {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new HelpOfNothing()).setErr(new PrintWriter(err));
        FerCommand fer = new FerCommand(Terminal.of(false, false, Map.of()), Settings.none());

        int code = new ErrorPrinter(fer).failure(new IllegalStateException("a surprise"), command);

        assertThat(code).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString().lines().toList())
                .hasSize(3)
                .startsWith("error: unexpected IllegalStateException: a surprise", "");
        String log =
                err.toString().replaceFirst("(?s).*its details are in ", "").strip();
        assertThat(Path.of(log)).content().startsWith("fer ").contains(", Java ", "at dev.fer.cli.CommandLineTest");
    }

    @CommandLine.Command(name = "nothing")
    private static final class HelpOfNothing {}

    @Test
    void settingsStandInForOptionsAndSayWhereTheyAreFrom() {
        Map<String, String> environment = Map.of("FER_FORMAT", "csv", "FER_STORE", "mine.db");
        assertThat(Shell.fer(environment, folder, "config", "show", "--origin").out())
                .contains("store,mine.db,FER_STORE\r\n", "color,auto,default\r\n");
        assertThat(Shell.fer(environment, folder, "config", "show", "-o", "jsonl")
                        .out())
                .contains("\"format\":\"csv\"");
    }

    @Test
    void aMissingStoreIsAStoreError() {
        Shell shell =
                Shell.fer("trials", "list", "--store", folder.resolve("none.db").toString());
        assertThat(shell.code()).isEqualTo(ExitCodes.STORE);
        assertThat(shell.err()).startsWith("error: there is no store ");
        assertThat(folder.resolve("none.db")).doesNotExist();
    }

    @Test
    void aFileThatIsNoStoreIsRefused() throws IOException {
        Path file =
                Files.writeString(folder.resolve("notes.txt"), "these are my notes, not a data base, and long enough");
        Shell shell = Shell.fer("trials", "list", "--store", file.toString());
        assertThat(shell.code()).isEqualTo(ExitCodes.STORE);
        assertThat(shell.err()).startsWith("error: ").contains("notes.txt").doesNotContain("Exception");
    }

    @Test
    void everyFaultOfASearchFileIsListedAndNothingIsCreated() throws IOException {
        Path file = Files.writeString(folder.resolve("search.json"), """
                {
                  "name": "faulty",
                  "model": "cnn",
                  "space": {
                    "lerning_rate": {"type": "float", "low": 1e-4, "high": 1e-1},
                    "num_layers": {"type": "int", "low": 4, "high": 2}
                  },
                  "objective": {"metric": "validation.acuracy", "direction": "maximize"}
                }
                """);
        Path store = folder.resolve("fer.db");
        Shell shell = Shell.fer("search", "run", file.toString(), "--data", "x", "--store", store.toString());
        assertThat(shell.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(shell.err())
                .contains(
                        "/space/lerning_rate: model 'cnn' has no parameter 'lerning_rate'; did you mean 'learning_rate'?")
                .contains("/space/num_layers")
                .contains("did you mean 'validation.accuracy'?");
        assertThat(store).doesNotExist();
    }

    @Test
    void aModelWithoutDataIsToldWhereToGetSome() {
        Shell shell = Shell.fer(
                "search",
                "run",
                "../search-spaces/demo.json",
                "--store",
                folder.resolve("fer.db").toString());
        assertThat(shell.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(shell.err()).contains("no --data is given").contains("fer data synthesize");
        assertThat(folder.resolve("fer.db")).doesNotExist();
    }

    @Test
    void dataThatIsNotThereIsNamed() {
        Shell shell = Shell.fer("data", "inspect", folder.resolve("none.zip").toString());
        assertThat(shell.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(shell.err()).contains("none.zip").contains("CSV").contains("fer data synthesize");
    }

    @Test
    void allCommittedSearchFilesAreValid() throws IOException {
        try (var files = Files.list(Path.of("../search-spaces"))) {
            for (Path file : files.filter(f -> f.toString().matches(".*(?<!schema)\\.json"))
                    .toList()) {
                Shell shell = Shell.fer("space", "validate", file.toString());
                assertThat(shell.err()).isEmpty();
                assertThat(shell.out()).contains(": ok");
            }
        }
    }

    @Test
    void aSpaceIsExplainedAndSampled() {
        Shell shown = Shell.fer("space", "show", "../search-spaces/demo.json", "-o", "csv");
        assertThat(shown.out()).contains("learning_rate,float,").contains("log-uniform");
        Shell sampled = Shell.fer("space", "sample", "../search-spaces/demo.json", "-n", "3", "-o", "jsonl");
        assertThat(sampled.out().lines()).hasSize(3).allMatch(line -> line.contains("\"learning_rate\":"));
    }

    @Test
    void theReportsFirstNetworkHasItsParameters() {
        Shell shell = Shell.fer(
                "model",
                "show",
                "cnn",
                "--layers",
                "-o",
                "json",
                "--set",
                "layers=conv 32, conv 32, pool, drop .25, conv 64, pool, drop .25, conv 64, pool, drop .25, dense 512");
        assertThat(shell.out()).contains("593383");
    }

    @Test
    void whatCanChangeNothingIsWarnedAboutAndAllowed() throws IOException {
        Path file = Files.writeString(folder.resolve("idle.json"), """
                {"name": "idle", "model": "vgg", "space": {"widths": "8, 16", "num_stages": 2, "optimizer": "adam",
                 "momentum": 0.9, "ema_decay": 0.99},
                 "objective": {"metric": "validation.accuracy", "direction": "maximize"}}
                """);
        Shell shell = Shell.fer("space", "validate", file.toString());

        assertThat(shell.code()).isZero();
        assertThat(shell.err().lines())
                .containsExactly(
                        "warning: /space/num_stages: 'num_stages' changes nothing: 'widths' takes its place",
                        "warning: /space/momentum: 'momentum' changes nothing: it counts with optimizer 'sgd' only, and here"
                                + " optimizer is 'adam'",
                        "warning: /space/ema_decay: 'ema_decay' changes nothing: it counts with weight_averaging 'ema' only,"
                                + " and here weight_averaging is 'none'");
    }

    @Test
    void theSearchesThatComeWithFerHaveNothingIdle() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../search-spaces"))) {
            List<String> words = new ArrayList<>(List.of("space", "validate"));
            files.map(Path::toString)
                    .filter(name -> name.endsWith(".json") && !name.endsWith("schema.json"))
                    .forEach(words::add);

            Shell shell = Shell.fer(words.toArray(String[]::new));

            assertThat(shell.err()).isEmpty();
            assertThat(shell.code()).isZero();
        }
    }

    @Test
    void oneFileThatIsMissingDoesNotHideTheFaultsOfOthers() throws IOException {
        Path faulty = Files.writeString(folder.resolve("faulty.json"), "{\"name\": 1}");
        Shell shell = Shell.fer("space", "validate", faulty.toString(), folder + "/fault.json");

        assertThat(shell.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(shell.err())
                .contains("faulty.json has")
                .contains("there is no")
                .contains("did you mean");
    }

    @Test
    void anUnknownModelGetsASuggestion() {
        Shell shell = Shell.fer("model", "show", "cnm");
        assertThat(shell.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(shell.err()).contains("did you mean 'cnn'?");
    }
}
