package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.cli.program.ExitCodes;
import dev.fer.data.synthetic.SyntheticFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search on faces of which one cannot be read. */
class DamagedFacesTest {
    @TempDir
    Path folder;

    private Shell fer(Object... words) {
        List<String> line =
                new ArrayList<>(Stream.of(words).map(String::valueOf).toList());
        line.addAll(List.of("--store", folder.resolve("fer.db").toString()));
        line.addAll(List.of("--cache", folder.resolve("cache").toString()));
        return Shell.fer(line.toArray(String[]::new));
    }

    private Path faces() throws IOException {
        Path faces = folder.resolve("faces");
        SyntheticFaces.writeTo(faces, 3, 28, 14, 0);
        Path happy = faces.resolve("train/happy");
        try (Stream<Path> images = Files.list(happy)) {
            Files.writeString(images.sorted().findFirst().orElseThrow(), "no image");
        }
        return faces;
    }

    @Test
    void thatGoesOnWithoutItOnceGoesOnSo() throws IOException {
        Path faces = faces();
        Path search = Files.writeString(folder.resolve("one.json"), """
                {
                  "name": "one", "model": "fnn",
                  "space": {"num_layers": 1, "num_neurons": {"type": "int", "low": 2, "high": 9}},
                  "objective": {"metric": "validation.accuracy", "direction": "maximize"},
                  "training": {"epochs": 1}, "budget": {"trials": 1}
                }
                """);

        Object[] run = {"search", "run", search, "--data", faces, "--in-process", "--workers", 1};
        assertThat(fer(run).code()).isEqualTo(ExitCodes.USAGE);
        Shell skipping =
                fer(Stream.concat(Stream.of(run), Stream.of("--skip-damaged")).toArray());
        assertThat(skipping.code()).as(skipping.err()).isZero();
        assertThat(skipping.err()).contains("1 damaged image is left out");

        Shell resumed = fer("search", "resume", "--trials", 2, "--in-process", "--workers", 1);
        assertThat(resumed.code()).as(resumed.err()).isZero();
        Shell trained = fer("train", "--trial", 0, "--retrain", "--out", folder.resolve("m.fer"));
        assertThat(trained.code()).as(trained.err()).isZero();
    }
}
