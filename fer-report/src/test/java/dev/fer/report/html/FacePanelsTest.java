package dev.fer.report.html;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeFaces;
import dev.fer.report.FakeStudies;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.HostileNames;
import dev.fer.report.data.ClassCounts;
import dev.fer.report.data.DuplicateCounts;
import dev.fer.report.data.Evaluation;
import dev.fer.report.data.ReportData;
import dev.fer.report.data.StudyPictures;
import dev.fer.search.Trial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a report shows of labelled samples; the designed states go to {@code target/sample-reports} as well. */
class FacePanelsTest {
    private static final Path FOLDER = Path.of("target", "sample-reports");

    @Test
    void whatStandsInTrainingTooIsSaidWithWhatItMeans() {
        String html = html("faces", FakeFaces.report(true, FakeFaces.cnn("cnn-faces", 40, 7)));

        assertThat(html)
                .contains("1,516 groups of identical samples, 3,253 samples in all; 253 in train and validation")
                .contains("291 of the 3,589 samples of validation (8.1\u00a0%) stand in training too")
                .contains("of the other 3,298")
                .contains("57 groups of identical samples carry different labels");
    }

    @Test
    void facesAreEmbeddedOnlyWhereTheyAreGiven() {
        String with = html("faces", FakeFaces.report(true, FakeFaces.cnn("cnn-faces", 40, 7)));
        String without = html("faces-without-images", FakeFaces.report(false, FakeFaces.cnn("cnn-faces", 40, 7)));

        assertThat(with)
                .contains("data:image/png;base64,")
                .contains("alt=\"angry, taken for disgust\"")
                .contains("rotation 120, width shift 0.4");
        assertThat(without)
                .doesNotContain("data:image/png")
                .doesNotContain("What augmentation makes")
                .contains("which 21 samples it mistook most surely; a report written with images shows them");
    }

    @Test
    void whyImagesAreMissingIsSaid() {
        Fake fake = FakeFaces.cnn("cnn-moved", 20, 7);
        ReportData report = ReportData.of(List.of(fake.data()), List.of(), List.of())
                .with(Optional.empty(), Map.of("cnn-moved", StudyPictures.missing("The faces are gone.")));

        assertThat(html("faces-moved", report)).contains("The faces are gone.").doesNotContain("data:image/png");
    }

    @Test
    void resultsFromElsewhereStandBesideOurs() {
        String html = html("faces", FakeFaces.report(true, FakeFaces.cnn("cnn-faces", 40, 7)));

        assertThat(html)
                .contains(
                        "Of 3 results of a course report, trials here make 2 real, of which 2 are better on validation.accuracy; the best trial here reaches 0.6513,")
                .doesNotContain(" of the 0 samples")
                .contains("class=\"verdict better\"")
                .contains("1 result that no trial here makes real");
        assertThat(html(
                        "faces-comparison",
                        FakeFaces.report(true, FakeFaces.cnn("a", 30, 7), FakeFaces.cnn("b", 30, 8))))
                .containsOnlyOnce("id=\"references\"")
                .containsPattern("ours: trial \\d+ of <bdi>[ab]</bdi>, best of \\d+");
    }

    @Test
    void aClassThatNobodyJudgesIsNamed() {
        Fake fake = FakeFaces.cnn("cnn-absent", 20, 7);
        String html = html("faces-absent-class", with(fake, """
                {"train":{"angry":10,"disgust":2},"validation":{"angry":5,"disgust":0}}""", "{\"groups\":0}"));

        assertThat(html)
                .contains("validation holds no sample of disgust: how well it is told cannot be known.")
                .contains("No two samples are identical.");
    }

    @Test
    void countsWithoutDuplicatesAndDuplicatesThatCannotBeReadSayNothing() {
        Fake fake = FakeStudies.cnn("cnn-old", 20, 7);
        String counts = requireNonNull(fake.study().provenance().get(ClassCounts.PROVENANCE));
        for (String nonsense : List.of("", "[]", "{", "{\"groups\":\"many\"}", "null")) {
            assertThat(html("faces-old", with(fake, counts, nonsense)))
                    .contains("Samples of each class")
                    .doesNotContain("identical")
                    .doesNotContain("mistook");
        }
    }

    @Test
    void hostileClassesAndReferencesDoNoHarm() {
        String evil = HostileNames.SCRIPT;
        String name = JsonMapper.shared().writeValueAsString(evil);
        Fake fake = FakeFaces.cnn("cnn-hostile", 20, 7);
        List<Trial> trials = fake.trials().stream()
                .map(trial -> {
                    Map<String, String> attributes = new TreeMap<>(trial.attributes());
                    attributes.computeIfPresent(Evaluation.ATTRIBUTE, (key, text) -> text.replace("\"fear\"", name));
                    attributes.put(evil, "3");
                    return trial.configured(trial.configuration().orElseThrow(), attributes);
                })
                .toList();
        Fake hostile = new Fake(fake.study(), trials, fake.reports());
        ReportData report = FakeFaces.report(true, hostile);
        ReportData counted = with(
                hostile,
                "{" + name + ":{" + name + ":1,\"a\":0}}",
                "{\"groups\":1,\"across\":[{\"splits\":[" + name + "," + name + "],\"groups\":1}],\"seen\":{" + name
                        + ":1}}");

        assertThat(html("faces-hostile", report)).doesNotContain("<img src=x").contains("&lt;img src=x");
        assertThat(html("faces-hostile-counts", counted)).doesNotContain("<img src=x");
    }

    private static ReportData with(Fake fake, String counts, String duplicates) {
        Map<String, String> provenance = new TreeMap<>(fake.study().provenance());
        provenance.put(ClassCounts.PROVENANCE, counts);
        provenance.put(DuplicateCounts.PROVENANCE, duplicates);
        Fake changed = new Fake(FakeFaces.withProvenance(fake.study(), provenance), fake.trials(), fake.reports());
        return ReportData.of(List.of(changed.data()), List.of(), List.of());
    }

    private static String html(String name, ReportData report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            HtmlReport.write(report, out);
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(name + ".html"), out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String html = out.toString(StandardCharsets.UTF_8);
        return html.substring(0, html.indexOf("<script type=\"application/json\""));
    }
}
