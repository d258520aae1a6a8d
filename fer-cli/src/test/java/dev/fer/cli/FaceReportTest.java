package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.cli.program.ExitCodes;
import dev.fer.data.synthetic.SyntheticFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of a study that trained on drawn faces. */
class FaceReportTest {
    @TempDir
    static Path folder;

    private static String store = "";

    @BeforeAll
    static void trainOnDrawnFaces() throws IOException {
        store = folder.resolve("fer.db").toString();
        Path faces = folder.resolve("faces");
        SyntheticFaces.writeTo(faces, 3, 28, 28, 0);
        Path search = Files.writeString(folder.resolve("search.json"), """
                {
                  "name": "drawn", "model": "fnn",
                  "space": {"layers": "8", "learning_rate": {"type": "float", "low": 0.001, "high": 0.1, "log": true}},
                  "objective": {"metric": "validation.accuracy", "direction": "maximize"},
                  "training": {"epochs": 1, "validation_limit": 14, "augmentation": {"rotation": 30}},
                  "sampler": {"type": "random"}, "budget": {"trials": 1}, "seed": 3
                }
                """);
        Shell shell = Shell.fer(
                "search",
                "run",
                search.toString(),
                "--data",
                faces.toString(),
                "--store",
                store,
                "--workers",
                "1",
                "--cache",
                folder.resolve("cache").toString());
        assertThat(shell.code()).as(shell.err()).isZero();
    }

    @Test
    void facesAreEmbeddedOnlyWhenAskedFor() throws IOException {
        assertThat(report())
                .doesNotContain("data:image/png")
                .contains("No two samples are identical.")
                .contains("it mistook most surely");
        assertThat(report("--with-images"))
                .contains("data:image/png")
                .contains("alt=\"a sample of disgust\"")
                .contains("First as it is, then as some epochs would show it: rotation 30")
                .contains("taken for");
    }

    @Test
    void aReportIsWrittenWhereTheFacesHaveMovedAndSaysSo() throws IOException {
        Path moved = folder.resolve("moved");
        Files.move(folder.resolve("faces"), moved);
        try {
            Shell shell = run("--with-images");
            assertThat(shell.code()).as(shell.err()).isZero();
            assertThat(shell.err()).contains("warning: study 'drawn' is shown without images");
            assertThat(html()).doesNotContain("data:image/png").contains("name the place with --data");
            assertThat(report("--with-images", "--data", moved.toString())).contains("data:image/png");
        } finally {
            Files.move(moved, folder.resolve("faces"));
        }
    }

    @Test
    void theStudyRemembersWhereItsFacesMovedOnceItRanThere() throws IOException {
        Path faces = folder.resolve("faces");
        Path moved = folder.resolve("moved");
        Files.move(faces, moved);
        try {
            assertThat(resume().err()).contains("no longer at " + faces);
            assertThat(resume("--data", moved.toString()).code()).isZero();
            assertThat(report("--with-images")).contains("data:image/png");
            assertThat(resume().code()).isZero();
        } finally {
            Files.move(moved, faces);
        }
        assertThat(resume("--data", faces.toString()).code()).isZero();
    }

    @Test
    void otherFacesThanThoseTrainedOnAreNotShown() throws IOException {
        Path others = folder.resolve("others");
        SyntheticFaces.writeTo(others, 4, 28, 28, 0);

        Shell shell = run("--with-images", "--data", others.toString());

        assertThat(shell.err()).contains("are not those that it saw");
        assertThat(html()).doesNotContain("data:image/png");
    }

    @Test
    void resultsFromElsewhereAreTakenFromAFile() throws IOException {
        Path file = folder.resolve("results.json");
        Files.writeString(file, """
                {"source": "a paper", "rows": [{"name": "row 3", "metrics": {"validation.accuracy": 0.99},
                 "steps": 1, "model": "fnn", "values": {"layers": "8"}}]}
                """);
        assertThat(report("--references", file.toString()))
                .contains("Of 1 result of a paper, trials here make 1 real, of which 1 is worse");

        Files.writeString(file, "{\"source\": 3}");
        Shell wrong = run("--references", file.toString());
        assertThat(wrong.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(wrong.err()).contains("/source: expected a text, found 3");
    }

    private static String report(String... options) throws IOException {
        Shell shell = run(options);
        assertThat(shell.code()).as(shell.err()).isZero();
        return html();
    }

    private static Shell run(String... options) {
        return fer(List.of("report", "--out", folder.resolve("report.html").toString()), options);
    }

    private static Shell resume(String... options) {
        return fer(List.of("search", "resume"), options);
    }

    private static Shell fer(List<String> command, String... options) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--store", store));
        words.addAll(List.of("--cache", folder.resolve("cache").toString()));
        words.addAll(List.of(options));
        return Shell.fer(words.toArray(String[]::new));
    }

    private static String html() throws IOException {
        return Files.readString(folder.resolve("report.html"));
    }
}
