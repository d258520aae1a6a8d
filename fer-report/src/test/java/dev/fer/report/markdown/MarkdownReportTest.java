package dev.fer.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeContenders;
import dev.fer.report.FakeFaces;
import dev.fer.report.FakeStudies;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.HostileNames;
import dev.fer.report.data.ReportData;
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
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
    private static final SearchSpace LINE = SearchSpace.of(new FloatParameter("x", 0, 1, false));
    private static final Configuration HALF = Configuration.of(Map.of("x", 0.5));

    @Test
    void aStudyIsTextAndTables() {
        assertThat(markdown(FakeStudies.cnn("cnn", 40, 7)))
                .startsWith("# cnn\n\nThe report's Hyperopt search, widened\n\nThis study searched 8 parameters")
                .contains(
                        "\n## What to try next\n\n1. **Widen the range of num_layers to 2 .. 5.** The best trial has",
                        "\n| Trial | validation.accuracy | num_filters |",
                        "\n| --- | ---: | ---: |",
                        "\n| 31 | 0.6513 | 36 |",
                        "\n| learning_rate | 0.000802 | float 1e-4..0.1, log |\n",
                        "\n| Class | Precision | Recall | F1 | Samples |\n",
                        "\n| True | angry | disgust | fear | happy | sad | surprise | neutral |\n",
                        "\n```sh\nfer search definition --study cnn > cnn.json\n");
    }

    @Test
    void severalStudiesBeginWithTheirComparison() {
        assertThat(markdown(FakeContenders.pairs(6).toArray(Fake[]::new)))
                .startsWith("# Comparison of 12 studies\n")
                .contains(
                        "\n## After 30 finished trials\n",
                        "\n| Contender | Runs | At a quarter |",
                        "\n| tpe against | Signed-rank test |",
                        "\n## What was searched\n",
                        "\n## tpe-s1\n",
                        "\n### The best trials\n");
    }

    @Test
    void resultsFromElsewhereStandAboveOurs() {
        String one = markdown(FakeFaces.report(false, FakeFaces.cnn("cnn", 40, 7)));
        String several = markdown(FakeFaces.report(false, FakeFaces.cnn("a", 30, 7), FakeFaces.cnn("b", 30, 8)));

        assertThat(one)
                .contains(
                        "\n## Results from elsewhere, and ours\n\nOf 3 results of a course report,",
                        "\n| Result | Of | Parameters | Steps |",
                        " | Points ahead | 95 % interval |\n")
                .containsPattern("\\n\\| CNN 1 \\| theirs \\| 593,383 \\| 300 \\|")
                .containsPattern(
                        "\\n\\|  \\| ours: trial \\d+, best of \\d+ \\|.* \\+\\d+\\.\\d to \\+\\d+\\.\\d \\|\\n");
        assertThat(several).containsOnlyOnce("## Results from elsewhere").containsPattern("ours: trial \\d+ of [ab]");
    }

    @Test
    void hostileNamesStayText() {
        String text = markdown(HostileNames.study());
        String withoutCode = text.replaceAll("(?s)```.*?```", "");

        assertThat(withoutCode).doesNotContainPattern("(?<!\\\\)<");
        assertThat(withoutCode.lines().filter(line -> line.startsWith("| </script>")))
                .isEmpty();
        assertThat(text.lines()).allMatch(line -> line.length() < 4_000);
    }

    @Test
    void everyLineOfATableHasAsManyCells() {
        List<String> rows = markdown(HostileNames.study())
                .lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.replace("\\|", ""))
                .toList();
        int cells = 0;
        String before = "";
        for (String row : rows) {
            int count = row.length() - row.replace("|", "").length();
            if (row.startsWith("| ---")) {
                assertThat(count).as(before).isEqualTo(cells);
            }
            cells = count;
            before = row;
        }
    }

    @Test
    void anEmptyStudyAndOneOfFailuresHaveTheirText() {
        assertThat(markdown(FakeStudies.of("s", LINE, "loss"))).contains("No trial has been started yet.");
        assertThat(markdown(FakeStudies.of(
                        "s", LINE, "loss", FakeStudies.failed(0, HALF, FailureReason.NAN, "loss | is\nNaN"))))
                .contains("## Failures", "| nan | loss \\| is NaN | 1 |")
                .doesNotContain("The best trials");
    }

    @Test
    void whatLooksLikeMarkupIsEscaped() {
        assertThat(Markdown.escape("a|b <i> *x* _y_ [z](http://e.com) `q` #1 @me $m$ ~s~ &amp; snake_case 5 < 6 & 7"))
                .isEqualTo("a\\|b \\<i\\> \\*x\\* \\_y\\_ \\[z\\](http\\://e.com) \\`q\\` \\#1 \\@me \\$m\\$ \\~s\\~"
                        + " \\&amp; snake_case 5 \\< 6 & 7");
        assertThat(Markdown.escape("back\\slash\nand  line")).isEqualTo("back\\\\slash and line");
        assertThat(new Markdown()
                        .paragraph("1. not a list")
                        .paragraph("- nor this")
                        .toString())
                .isEqualTo("1\\. not a list\n\n\\- nor this\n");
    }

    private static String markdown(Fake... fakes) {
        return markdown(FakeContenders.report(List.of(fakes)));
    }

    private static String markdown(ReportData report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            MarkdownReport.write(report, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
