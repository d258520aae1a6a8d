package dev.fer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.data.Baseline;
import dev.fer.report.data.ReportData;
import dev.fer.report.data.StudyData;
import dev.fer.report.html.HtmlReport;
import dev.fer.search.FailureReason;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Writes one report for each designed state to {@code target/sample-reports}, to be looked at. */
class SampleReportsTest {
    private static final Path FOLDER = Path.of("target", "sample-reports");

    @Test
    void everyDesignedStateGivesAReport() throws IOException {
        Fake cnn = FakeStudies.cnn("cnn-tpe", 40, 7);
        SearchSpace line = SearchSpace.of(new FloatParameter("x", 0, 1, false));
        Configuration half = Configuration.of(Map.of("x", 0.5));
        write("cnn", cnn);
        write(
                "comparison",
                cnn,
                FakeRuns.seeded(FakeStudies.cnn("cnn-random", 30, 9), "random", 42),
                FakeRuns.seeded(FakeStudies.cnn("cnn-wide-and-long", 60, 3), "gp", 42));
        write("one-contender", cnn, FakeRuns.seeded(FakeStudies.cnn("cnn-tpe-2", 30, 9), "tpe", 2));
        write("comparison-pairs", FakeRuns.pairs(6).toArray(Fake[]::new));
        write("comparison-many-runs", FakeRuns.pairs(30).toArray(Fake[]::new));
        write("comparison-many", FakeRuns.samplers(12).toArray(Fake[]::new));
        write("comparison-other-goals", cnn, HostileNames.study(), FakeStudies.of("empty", line, "loss"));
        write("generic", FakeStudies.generic("sphere", 60, 5, 1));
        write("empty", FakeStudies.of("empty", line, "loss"));
        write("one-trial", FakeStudies.of("one", line, "loss", FakeStudies.complete(0, half, Map.of("loss", 0.25))));
        write(
                "all-failed",
                FakeStudies.of(
                        "failed",
                        line,
                        "loss",
                        FakeStudies.failed(0, half, FailureReason.NAN, "loss is NaN"),
                        FakeStudies.failed(1, half, FailureReason.ERROR, "no such file: a.csv")));
        write("hostile-names", HostileNames.study());
        write("one-parameter", FakeStudies.generic("line", 30, 1, 2));
        write("many-parameters", FakeStudies.generic("wide", 60, 200, 3));
        write("large", FakeStudies.withCurves(FakeStudies.generic("large", 10_000, 10, 4), 20));

        assertThat(FOLDER.resolve("cnn.html")).isNotEmptyFile();
    }

    private static void write(String name, Fake... studies) throws IOException {
        List<StudyData> data = Stream.of(studies).map(Fake::data).toList();
        List<Baseline> baselines = List.of(new Baseline("people", "validation.accuracy", 0.65));
        Files.createDirectories(FOLDER);
        try (OutputStream out = Files.newOutputStream(FOLDER.resolve(name + ".html"))) {
            HtmlReport.write(ReportData.of(data, baselines, List.of()), out);
        }
    }
}
