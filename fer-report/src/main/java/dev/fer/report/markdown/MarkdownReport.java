package dev.fer.report.markdown;

import dev.fer.report.data.Comparison;
import dev.fer.report.data.ReportData;
import dev.fer.report.data.StudyData;
import dev.fer.report.text.Commands;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a report as GitHub-flavoured Markdown: the first paragraph, what to try next, the best trials, the winner's
 * parameters, its classes and confusion matrix, failures, and how to repeat it, results from elsewhere beside ours;
 * of several studies their comparison first. Names are text, never markup, whoever chose them.
 */
public final class MarkdownReport {
    private MarkdownReport() {}

    /**
     * Writes the text in UTF-8 and leaves the stream open.
     *
     * @throws IOException if the stream fails
     */
    public static void write(ReportData report, OutputStream out) throws IOException {
        Markdown text = new Markdown();
        int level = 1;
        if (report.comparison().isPresent()) {
            Comparison comparison = report.comparison().get();
            ComparisonSection.write(comparison, report.store(), text);
            report.references().ifPresent(table -> ReferenceSection.write(table, true, 2, text));
            level = 2;
        }
        for (StudyData study : report.studies()) {
            new StudySection(study, new Commands(study, report.store()), level).write(text);
        }
        if (report.comparison().isEmpty()) {
            report.references().ifPresent(table -> ReferenceSection.write(table, false, 2, text));
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
