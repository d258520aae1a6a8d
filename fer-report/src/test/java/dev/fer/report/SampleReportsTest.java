package dev.fer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.data.ReportData;
import dev.fer.report.html.HtmlReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Writes one report for each designed state to {@code target/sample-reports}, to be looked at. */
class SampleReportsTest {
    private static final Path FOLDER = Path.of("target", "sample-reports");

    @Test
    void everyDesignedStateGivesAReport() throws IOException {
        Files.createDirectories(FOLDER);
        for (Map.Entry<String, Supplier<ReportData>> sample :
                SampleReports.all().entrySet()) {
            Path file = FOLDER.resolve(sample.getKey() + ".html");
            try (OutputStream out = Files.newOutputStream(file)) {
                HtmlReport.write(sample.getValue().get(), out);
            }
            assertThat(file).isNotEmptyFile();
        }
    }
}
