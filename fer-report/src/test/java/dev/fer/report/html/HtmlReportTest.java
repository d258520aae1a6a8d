package dev.fer.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeContenders;
import dev.fer.report.FakeStudies;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.HostileNames;
import dev.fer.report.data.Baseline;
import dev.fer.report.data.ReportData;
import dev.fer.report.data.SampleImage;
import dev.fer.search.FailureReason;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlReportTest {
    private static final SearchSpace LINE = SearchSpace.of(new FloatParameter("x", 0, 1, false));
    private static final Configuration HALF = Configuration.of(Map.of("x", 0.5));

    @Test
    void nothingIsFetchedFromAnywhereAndOnlyTheOwnScriptMayRun() throws NoSuchAlgorithmException {
        String html = html(FakeStudies.cnn("cnn", 20, 1));
        String script = find(html, "<script>(.*?)</script>");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));

        assertThat(withoutScripts(html)).doesNotContainPattern(" (src|href|action)=\"(?!data:|#)");
        assertThat(html.replace("&#39;", "'"))
                .contains("default-src 'none'; script-src 'sha256-"
                        + Base64.getEncoder().encodeToString(digest) + "'");
    }

    @Test
    void theSameStoreGivesTheSameBytes() {
        Fake study = FakeStudies.cnn("cnn", 20, 1);
        List<Trial> shuffled = new ArrayList<>(study.trials());
        Collections.reverse(shuffled);

        assertThat(html(new Fake(study.study(), shuffled, study.reports()))).isEqualTo(html(study));
    }

    @Test
    void hostileNamesStayText() {
        String html = html(HostileNames.study());

        assertThat(withoutScripts(html)).doesNotContain("<img", "<script>window");
        assertThat(find(html, "<script type=\"application/json\" id=\"report-data\">(.*?)</script>"))
                .doesNotContain("<");
        assertThat(data(html)
                        .path("studies")
                        .get(0)
                        .path("goals")
                        .get(0)
                        .path("metric")
                        .asString())
                .isEqualTo(HostileNames.SCRIPT);
    }

    @Test
    void theDataBlockHoldsColumnsAlignedWithTheTrials() {
        JsonNode study =
                data(html(FakeStudies.generic("g", 7, 3, 1))).path("studies").get(0);

        assertThat(Base64.getDecoder()
                        .decode(study.path("trials").path("value").path("data").asString()))
                .hasSize(7 * Double.BYTES);
        assertThat(study.path("parameters").size()).isEqualTo(3);
    }

    @Test
    void withoutScriptsTheBestTrialsCanStillBeRead() {
        String html = withoutScripts(html(FakeStudies.cnn("cnn", 40, 7)));

        assertThat(html).contains("<noscript>", "The best trials", "learning_rate", "This study searched");
        assertThat(html.split("<tr><td>31</td><td>complete</td>", -1)).hasSize(2);
    }

    @Test
    void everyChartHasAHeadingAndASentence() {
        String html = withoutScripts(html(FakeStudies.cnn("cnn", 40, 7)));

        assertThat(Pattern.compile("class=\"chart").matcher(html).results().count())
                .isEqualTo(Pattern.compile("<div class=\"chart[^>]* aria-labelledby=\"([^\"]+)\"")
                        .matcher(html)
                        .results()
                        .filter(chart -> html.contains("<h2 id=\"" + chart.group(1) + "\">"))
                        .count());
    }

    @Test
    void theHeadTellsWhatToTryNextAndWhatToType() {
        String html = withoutScripts(html(FakeStudies.cnn("cnn", 40, 7)));

        assertThat(html)
                .contains(
                        "What to try next",
                        "fer train --trial 31 --study cnn --data fer2013.zip --threads 1 --out cnn-31.fer",
                        "data <bdi>5f2c9a17e0b6</bdi>")
                .containsPattern("data-copy=\"s0-definition\"")
                .contains("&quot;learning_rate&quot; : {".replace("&quot;", "\""));
    }

    @Test
    void aComparisonHasATableForEachBudget() {
        String html = withoutScripts(html(
                FakeStudies.cnn("one", 20, 1), FakeContenders.seeded(FakeStudies.cnn("two", 10, 2), "random", 42)));

        assertThat(html)
                .contains(
                        "data-budget=\"trials\"",
                        "data-budget=\"steps\"",
                        "data-budget=\"seconds\"",
                        "too few to say",
                        "How it was searched");
        assertThat(html).contains("They differ in sampler.");
    }

    @Test
    void aStudyWithoutTrialsSaysSo() {
        assertThat(withoutScripts(html(FakeStudies.of("s", LINE, "loss"))))
                .contains("Nothing to draw yet")
                .doesNotContain("class=\"chart");
    }

    @Test
    void aStudyOfFailuresShowsThemAndNoEmptyChart() {
        String html = withoutScripts(html(FakeStudies.of(
                "s", LINE, "loss", FakeStudies.failed(0, HALF, FailureReason.NAN, "loss is NaN in epoch 3"))));

        assertThat(html).contains("1 × nan", "loss is NaN in epoch 3").doesNotContain("class=\"chart");
    }

    @Test
    void anyObjectiveGetsAReportWithoutPanelsOfFaces() {
        assertThat(withoutScripts(html(FakeStudies.generic("g", 10, 2, 1))))
                .contains("data-panel=\"history\"", "data-panel=\"parallel\"")
                .doesNotContain("confusion", "Samples of each class", "Learning curves");
    }

    @Test
    void facesGetTheirPanels() {
        assertThat(withoutScripts(html(FakeStudies.cnn("cnn", 20, 1))))
                .contains("Where the best trial is right and wrong", "disgust", "Samples of each class", "7,215");
    }

    @Test
    void valuesThatAreNotFiniteAreDrawnAsGaps() {
        Fake study = FakeStudies.generic("g", 3, 1, 1);
        List<Report> reports = List.of(
                new Report(1, Map.of("loss", Double.NaN), 1),
                new Report(2, Map.of("loss", Double.POSITIVE_INFINITY), 2));

        String html = html(new Fake(study.study(), study.trials(), Map.of(0, reports)));

        assertThat(data(html).path("studies").get(0).path("curves").size()).isEqualTo(1);
    }

    @Test
    void oneAndTwoHundredParametersAreShown() {
        assertThat(withoutScripts(html(FakeStudies.generic("g", 10, 1, 1)))).contains("x0");
        assertThat(withoutScripts(html(FakeStudies.generic("g", 10, 200, 1)))).contains("182 more", "x199");
    }

    @Test
    void imagesAreEmbeddedOnlyWhenGiven() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY), "png", png);
        List<SampleImage> images = List.of(new SampleImage("happy", png.toByteArray()));
        Fake study = FakeStudies.generic("g", 3, 1, 1);

        assertThat(withoutScripts(html(study))).doesNotContain("<img");
        assertThat(render(ReportData.of(List.of(study.data()), List.of(), images)))
                .contains("<img src=\"data:image/png;base64,", "alt=\"a sample of happy\"");
    }

    @Test
    void baselinesOfTheGoalAreDrawnAfterTheMajorityClass() {
        Fake study = FakeStudies.cnn("cnn", 20, 1);
        List<Baseline> baselines = List.of(
                new Baseline("people", "validation.accuracy", 0.65), new Baseline("other", "test.accuracy", 0.5));

        JsonNode found = data(render(ReportData.of(List.of(study.data()), baselines, List.of())))
                .path("studies")
                .get(0)
                .path("baselines");

        assertThat(found.findValuesAsString("name")).containsExactly("majority class", "people");
    }

    @Test
    void severalStudiesAreComparedAndEachIsShown() {
        String html = withoutScripts(html(FakeStudies.cnn("one", 10, 1), FakeStudies.cnn("two", 12, 2)));

        assertThat(html)
                .contains("Comparison of 2 studies", "The same budget", "Parameters of the winners")
                .contains("id=\"s0-history\"", "id=\"s1-history\"");
        assertThat(ids(html)).doesNotHaveDuplicates();
    }

    @Test
    void tenThousandTrialsWithCurvesStayUnderFiveMegabytes() {
        Fake study = FakeStudies.withCurves(FakeStudies.generic("large", 10_000, 10, 4), 20);

        assertThat(html(study).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(5_000_000);
    }

    private static String html(Fake... studies) {
        return render(ReportData.of(Stream.of(studies).map(Fake::data).toList(), List.of(), List.of()));
    }

    private static String render(ReportData report) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            HtmlReport.write(report, out);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode data(String html) {
        return JsonMapper.shared()
                .readTree(find(html, "<script type=\"application/json\" id=\"report-data\">(.*?)</script>"));
    }

    private static String withoutScripts(String html) {
        return html.replaceAll("(?s)<script.*?</script>", "").replaceAll("(?s)<style>.*?</style>", "");
    }

    private static List<String> ids(String html) {
        return Pattern.compile(" id=\"([^\"]+)\"")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String find(String html, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(html);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
