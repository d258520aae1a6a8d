package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of mistake and mishap: what is said of it on which stream, and the exit code. */
@DisabledOnOs(OS.WINDOWS)
class ErrorsTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void makeWhatCanBeMistaken() throws IOException {
        write("objective.sh", "echo '{\"type\":\"result\",\"metrics\":{\"loss\":0.5}}'");
        write("failing.sh", "echo '{\"type\":\"failure\",\"reason\":\"error\",\"message\":\"no luck\"}'");
        write("search.json", search("scripted", "objective.sh", 3));
        write("failing.json", search("unlucky", "failing.sh", 2));
        write("broken.json", "{\"name\": \"broken\",\n \"space\": {\n}");
        write("typo.json", """
                {"name": "typo", "model": "cnm",
                 "space": {"lerning_rate": {"type": "flot", "low": 2, "high": 1}},
                 "objective": {"metric": "validation.acuracy", "direction": "maximise"}}
                """);
        write("misnamed.json", """
                {"name": "misnamed", "model": "fnn",
                 "space": {"lerning_rate": {"type": "float", "low": 0.1, "high": 1}},
                 "objective": {"metric": "validation.accuracy", "direction": "maximize"}}
                """);
        write("faces.json", """
                {"name": "faces", "model": "fnn",
                 "space": {"learning_rate": {"type": "float", "low": 0.1, "high": 1}},
                 "objective": {"metric": "validation.accuracy", "direction": "maximize"}}
                """);
        write("notes.txt", "these are my notes, not a data base, and long enough");
        write("settings/fer.properties", "stroe = x");
        fer("search run search.json --workers 1");
        fer("search run search.json --workers 1 --name other");
        write("model.fer", "no zip");
    }

    private static void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String search(String name, String script, int trials) {
        return """
                {"name": "%s", "command": ["sh", "%s"], "seed": 3,
                 "space": {"rate": {"type": "float", "low": 0, "high": 1}},
                 "objective": {"metric": "loss", "direction": "minimize"},
                 "sampler": {"type": "random"}, "budget": {"trials": %d}}
                """.formatted(name, folder.resolve(script), trials);
    }

    /** Runs a line whose words with a dot in them are files of the folder; the store is there unless it is named. */
    private static Shell fer(String line) {
        return fer(line, Map.of(), folder);
    }

    private static Shell fer(String line, Map<String, String> environment, Path directory) {
        String[] words = Stream.of(line.split(" "))
                .map(word -> word.matches("[\\w/.-]+\\.(json|db|txt|zip|fer|html|png)")
                        ? folder.resolve(word).toString()
                        : word)
                .toArray(String[]::new);
        Map<String, String> store = Map.of("FER_STORE", folder.resolve("fer.db").toString());
        return Shell.fer(environment.isEmpty() ? store : environment, directory, words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unknown-command          | 2 | serch
            unknown-verb             | 2 | search resum
            unknown-command-options  | 2 | serch run search.json --data faces
            verb-without-noun        | 2 | run search.json
            verb-without-noun-option | 2 | run search.json --data faces
            no-boolean               | 2 | model show cnn --set batch_norm=yes
            data-for-the-demo        | 2 | demo --data search.json
            verb-of-several-nouns    | 2 | list
            verb-of-another-noun     | 2 | search import
            unknown-topic            | 2 | help exit-code
            unknown-option           | 2 | search run --trails 3
            unknown-short-option     | 2 | trials list -x
            one-word-too-many        | 2 | search list now
            missing-file             | 2 | search run
            missing-option           | 2 | evaluate model.fer
            missing-value            | 2 | trials list --sort-by
            wrong-choice             | 2 | trials list -o jsno
            wrong-choice-in-a-list   | 2 | trials list --study other --state complete,prunned
            not-a-number             | 2 | search run search.json --trials many
            number-too-small         | 2 | search run search.json --name third --workers 0
            negative-limit           | 2 | trials list --study other --limit -3
            negative-pairs           | 2 | search importance --study other --pairs -1
            negative-images          | 2 | report --study other --with-images=-1
            no-port                  | 2 | report --study other --watch --port 99999999
            nothing-to-sample        | 2 | space sample search.json --count 0
            faulty-name              | 2 | search run search.json --name a/b
            not-a-duration           | 2 | search run search.json --name third --time soon
            options-that-exclude     | 2 | search run search.json --skip-if-exists --resume-if-exists
            study-not-named          | 2 | trials list
            unknown-study            | 2 | search status --study scriptd
            unknown-column           | 2 | trials list --study other --sort-by los
            unknown-column-to-show   | 2 | trials list --study other --show lss
            unknown-metric           | 2 | search importance --study other --metric lss
            unknown-trial            | 2 | trials show 12 --study other
            unknown-trial-to-retry   | 2 | trials retry 12 --study other
            unknown-family           | 2 | model show cnm
            unknown-parameter        | 2 | model show cnn --set num_filers=3
            wrong-parameter          | 2 | model show cnn --set num_filters=many
            infinite-parameter       | 2 | model show cnn --set dropout=1e999
            unknown-space-parameter  | 2 | trials enqueue rat=1 --study other
            not-an-assignment        | 2 | trials enqueue rate --study other
            missing-search-file      | 2 | search run serch.json
            broken-search-file       | 2 | space validate broken.json
            faulty-search-file       | 2 | space validate typo.json
            misnamed-parameter       | 2 | space validate misnamed.json
            missing-faces            | 2 | data inspect nowhere/fer2013.zip
            no-faces-given           | 2 | search run faces.json
            not-faces                | 2 | data inspect notes.txt
            missing-model            | 2 | predict modle.fer face.png
            missing-model-to-export  | 2 | model export modle.fer --out serving
            missing-search-to-ask    | 2 | ask-tell serch.json
            not-a-model              | 2 | predict notes.txt notes.txt
            not-an-export            | 2 | trials import notes.txt --study other
            delete-unconfirmed       | 2 | search delete --study other
            unknown-shell            | 2 | completion fish
            study-exists             | 1 | search run search.json
            unwritable-report        | 1 | report --study other --out notes.txt/report.html
            no-success               | 3 | search run failing.json --workers 1 --store unlucky.db
            missing-store            | 4 | search list --store fre.db
            not-a-store              | 4 | search list --store notes.txt
            unwritable-store         | 4 | search run search.json --name third --store notes.txt/fer.db
            """)
    void aMistakeIsExplained(String name, int code, String line) throws IOException {
        compare(name, line, code, fer(line));
    }

    @Test
    void aStoreOfANewerVersionIsRefused() throws IOException, SQLException {
        Files.copy(folder.resolve("fer.db"), folder.resolve("newer.db"));
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("newer.db"));
                var statement = connection.createStatement()) {
            statement.execute("pragma user_version = 99");
        }
        String line = "search list --store newer.db";
        compare("newer-store", line, 4, fer(line));
    }

    @Test
    void aStoreOfAnOlderVersionIsReadOnceItIsMigrated() throws IOException, SQLException {
        Files.copy(folder.resolve("fer.db"), folder.resolve("older.db"));
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("older.db"));
                var statement = connection.createStatement()) {
            statement.execute("alter table study drop column discarded");
            statement.execute("delete from flyway_schema_history where version = '4'");
            statement.execute("pragma user_version = 3");
        }
        String line = "search list --store older.db";
        compare("older-store", line, 4, fer(line));

        assertThat(fer("store migrate --store older.db").code()).isZero();
        assertThat(fer(line).out()).isEqualTo(fer("search list").out());
        assertThat(folder.resolve("older.db.v3.backup")).exists();
        assertThat(fer("store migrate --store none.db").code()).isEqualTo(4);
        assertThat(folder.resolve("none.db")).doesNotExist();
    }

    @Test
    void anInterruptedSearchSaysHowToGoOn() throws IOException, InterruptedException {
        write(
                "slow.sh",
                "touch '" + folder + "/begun'; sleep 0.3; echo '{\"type\":\"result\",\"metrics\":{\"loss\":0.5}}'");
        write("slow.json", search("slow", "slow.sh", 1000));
        String line = "search run slow.json --workers 1 --store slow.db";
        CompletableFuture<Shell> run = CompletableFuture.supplyAsync(() -> fer(line));
        while (Files.notExists(folder.resolve("begun"))) {
            Thread.sleep(20);
        }
        fer("search stop --store slow.db");
        compare("interrupted", line, 130, run.join());
    }

    @Test
    void aFaultySettingSaysWhereItIs() throws IOException {
        compare("wrong-setting", "search list", 2, fer("search list", Map.of("FER_FORMAT", "jsn"), folder));
        Path directory = folder.resolve("settings");
        compare("unknown-setting", "search list", 2, fer("search list", Map.of("HOME", "none"), directory));
        assertThat(fer("search --help", Map.of("HOME", "none"), directory).code())
                .isZero();
    }

    private static void compare(String name, String line, int code, Shell shell) throws IOException {
        assertThat(shell.code()).as(shell.err()).isEqualTo(code);
        assertThat(shell.out()).isEmpty();
        String said = shell.err()
                .replace(folder.toRealPath().toString(), "FOLDER")
                .replace(folder.toString(), "FOLDER")
                .replace(Path.of("").toAbsolutePath().toString(), "HERE")
                .replaceAll("(?m)^trial .*\n", "");
        Golden.compare("errors/" + name, "$ fer " + line + "\n" + said + "[exit code " + shell.code() + "]\n");
    }
}
