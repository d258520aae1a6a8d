package dev.fer.report.html;

import dev.fer.report.data.Comparison;
import dev.fer.report.data.ReportData;
import dev.fer.report.data.SampleImage;
import dev.fer.report.data.StudyData;
import dev.fer.report.data.StudyPictures;
import dev.fer.report.text.Names;
import dev.fer.report.text.Summary;
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
                .map(found -> String.join(" ", Summary.of(found)))
                .orElse("");
    }

    /** Returns the comparison's tables of parameters by their heading. */
    public Map<String, List<Comparison.Side>> sides() {
        Map<String, List<Comparison.Side>> sides = new LinkedHashMap<>();
        report.comparison().ifPresent(found -> {
            sides.put("Parameters of the winners", found.winners());
            sides.put("What was searched", found.spaces());
        });
        return sides;
    }

    /** Tells whether at least two studies have enough complete trials to compare how their values are spread. */
    public boolean hasDistributions() {
        return studies.stream()
                        .filter(study -> study.shownDistribution().isPresent())
                        .count()
                > 1;
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
