package dev.fer.cli.output;

import dev.fer.data.FerDataset;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.inspect.DataSummary;
import dev.fer.data.inspect.Samples;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A self-contained page that shows a data set: class counts, duplicates, and sample faces of each emotion. */
public final class FacesPage {
    private static final int SAMPLES = 10;
    private static final long SEED = 1;

    private FacesPage() {}

    /** Returns the page as HTML. */
    public static String of(FerDataset dataset) {
        DataSummary summary = DataSummary.of(dataset);
        StringBuilder page = new StringBuilder();
        page.append("<h1>")
                .append(Html.escaped(summary.source()))
                .append("</h1>\n<p>")
                .append(summary.images())
                .append(" images of ")
                .append(summary.imageSide())
                .append("x")
                .append(summary.imageSide())
                .append(" (")
                .append(Html.escaped(summary.form()))
                .append("). ")
                .append(counted(summary.duplicates().groups(), "group"))
                .append(" of byte-identical images, ")
                .append(summary.duplicates().trainAndValidation())
                .append(" of them in training and validation, ")
                .append(summary.duplicates().conflicting())
                .append(" with conflicting labels. ")
                .append(counted(summary.skippedImages(), "damaged image"))
                .append(" left out.</p>\n");
        counts(page, summary);
        for (Split split : dataset.splits()) {
            samples(page, split, dataset.split(split));
        }
        return Html.page("Faces", page);
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static void counts(StringBuilder page, DataSummary summary) {
        page.append("<div class=\"scroll\"><table>\n<tr><th>split</th><th>images</th>");
        Emotion.labels().forEach(label -> page.append("<th>").append(label).append("</th>"));
        page.append("<th>largest class</th></tr>\n");
        summary.splits().forEach((split, content) -> {
            page.append("<tr><td>")
                    .append(split.label())
                    .append("</td><td>")
                    .append(content.images())
                    .append("</td>");
            content.counts()
                    .values()
                    .forEach(count -> page.append("<td>").append(count).append("</td>"));
            page.append(String.format(Locale.ROOT, "<td>%.1f %%</td></tr>%n", 100 * content.majorityShare()));
        });
        page.append("</table></div>\n");
    }

    private static void samples(StringBuilder page, Split split, Faces faces) {
        page.append("<h2>").append(split.label()).append("</h2>\n");
        Map<Emotion, List<Integer>> chosen = Samples.of(faces, SAMPLES, SEED);
        chosen.forEach((emotion, numbers) -> {
            page.append("<h3>").append(emotion.label()).append("</h3>\n<div class=\"faces\">");
            for (int number : numbers) {
                page.append(Html.picture(emotion.label(), "", faces.toPng(number)));
            }
            page.append("</div>\n");
        });
    }
}
