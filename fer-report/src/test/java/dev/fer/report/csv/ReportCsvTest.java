package dev.fer.report.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeContenders;
import dev.fer.report.FakeStudies;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.HostileNames;
import dev.fer.search.FailureReason;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportCsvTest {
    private static final SearchSpace LINE = SearchSpace.of(new FloatParameter("x", -1, 1, false));

    @Test
    void everyTrialIsALineWithAllItsDigits() {
        Configuration value = Configuration.of(Map.of("x", -0.12345678901234));

        assertThat(csv(FakeStudies.of(
                        "s",
                        LINE,
                        "loss",
                        FakeStudies.complete(0, value, Map.of("loss", 0.1, "size", 1e-9)),
                        FakeStudies.failed(1, value, FailureReason.ERROR, "no, \"never\""))))
                .isEqualTo(
                        "number,state,loss,seed,steps,seconds,created,started,finished,attempts,worker,failure,param.x,metric.size\r\n"
                                + "0,complete,0.1,0,0,2.0,2026-11-01T08:00:00Z,2026-11-01T08:00:00Z,2026-11-01T08:00:02Z,1,,,-0.12345678901234,1.0E-9\r\n"
                                + "1,failed,,1,0,2.0,2026-11-01T08:00:02Z,2026-11-01T08:00:02Z,2026-11-01T08:00:04Z,1,,\"error: no, \"\"never\"\"\",-0.12345678901234,\r\n");
    }

    @Test
    void severalStudiesShareATableWithTheirNamesFirst() {
        String csv = csv(FakeContenders.run("a", "tpe", 1, 3), FakeStudies.cnn("b", 2, 1));

        assertThat(csv.lines()).hasSize(4);
        assertThat(csv)
                .startsWith("study,number,state,loss,validation.accuracy,seed")
                .contains("\na,0,", "\nb,1,");
        assertThat(csv.lines()
                        .map(line -> line.replaceAll("\"(\"\"|[^\"])*\"", "").split(",", -1).length))
                .containsOnly(csv.lines().findFirst().orElseThrow().split(",", -1).length);
    }

    @Test
    void anEmptyStudyIsAHeader() {
        assertThat(csv(FakeStudies.of("s", LINE, "loss")).lines()).hasSize(1);
    }

    @Test
    void whatASpreadsheetWouldRunIsText() {
        assertThat(CsvLine.of(List.of(
                        "=1+1", "+1", "-cmd", "@SUM(A1)", "\tx", -1.5, 3, Optional.of("=a,b"), Optional.empty())))
                .isEqualTo("'=1+1,'+1,'-cmd,'@SUM(A1),'\tx,-1.5,3,\"'=a,b\",\r\n");
    }

    @Test
    void hostileNamesAreQuoted() {
        String csv = csv(HostileNames.study());

        assertThat(csv).contains("\"error: </script><img src=x onerror=\"\"window.hacked=1\"\">");
    }

    private static String csv(Fake... fakes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ReportCsv.write(FakeContenders.report(List.of(fakes)), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
