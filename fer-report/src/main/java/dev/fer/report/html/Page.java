package dev.fer.report.html;

import dev.fer.report.data.Comparison;
import dev.fer.report.data.ReportData;
import dev.fer.report.data.SampleImage;
import dev.fer.report.data.StudyData;
import dev.fer.report.data.StudyPictures;
import dev.fer.report.text.ComparisonText;
import dev.fer.report.text.Names;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the page's template is given.
 *
 * @param report what is shown
 * @param studies the same studies, each with what its panels need
 * @param assets the page's own style and script
 * @param json the data block
 */
public record Page(ReportData report, List<StudyView> studies, Assets assets, String json) {
    /** Copies the studies. */
    public Page {
        studies = List.copyOf(studies);
    }

    static Page of(ReportData report) {
        List<StudyData> studies = report.studies();
        List<StudyView> views = IntStream.range(0, studies.size())
                .mapToObj(i -> new StudyView(studies.get(i), i))
                .toList();
        return new Page(report, views, Assets.load(), PageJson.of(report));
    }

    /** Returns the document's title. */
    public String title() {
        return report.comparison().isPresent()
                ? "Comparison of " + studies.size() + " studies"
                : Names.inSentence(studies.get(0).data().name());
    }

    /** Returns the first paragraph of a comparison. */
    public String comparisonSummary() {
        return report.comparison()
                .map(found -> String.join(" ", ComparisonText.summary(found)))
                .orElse("");
    }

    /** A table of what contenders have side by side. */
    public record Sides(String heading, String caption, List<Comparison.Side> rows, boolean narrow) {}

    /** Returns the comparison's tables of what contenders have side by side, those without a row left out. */
    public List<Sides> sides() {
        return report.comparison().map(Page::sides).orElse(List.of()).stream()
                .filter(sides -> !sides.rows().isEmpty())
                .toList();
    }

    private static List<Sides> sides(Comparison comparison) {
        boolean narrow = comparison.contenders().size() <= 2;
        return List.of(
                new Sides(
                        "Parameters of the winners", ComparisonText.winners(comparison), comparison.winners(), narrow),
                new Sides("What was searched", ComparisonText.spaces(comparison), comparison.spaces(), narrow),
                new Sides("How it was searched", ComparisonText.setups(comparison), comparison.setups(), false));
    }

    /** Returns how the values of those that are compared are spread, where at least two have enough of them. */
    public List<Comparison.Values> distributions() {
        List<Comparison.Values> values =
                report.comparison().map(Comparison::values).orElse(List.of());
        long telling = values.stream()
                .filter(each -> each.ranked().size() >= StudyView.LEAST_SPREAD)
                .count();
        return telling > 1 ? values : List.of();
    }

    /** Returns the images as addresses that hold the image itself, by group. */
    public Map<String, List<String>> images() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (SampleImage image : report.images()) {
            groups.computeIfAbsent(image.group(), group -> new ArrayList<>()).add(address(image));
        }
        return groups;
    }

    /** Returns an image as an address that holds the image itself. */
    public static String address(SampleImage image) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(image.png());
    }

    /** Returns the pictures of a study's data. */
    public StudyPictures pictures(StudyView study) {
        return report.pictures(study.data());
    }
}
