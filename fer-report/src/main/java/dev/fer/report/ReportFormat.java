package dev.fer.report;

import dev.fer.report.csv.ReportCsv;
import dev.fer.report.data.ReportData;
import dev.fer.report.html.HtmlReport;
import dev.fer.report.markdown.MarkdownReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;

/** What a report is written as. */
public enum ReportFormat {
    /** One page with charts that needs nothing else; see {@link HtmlReport}. */
    HTML("html") {
        @Override
        public void write(ReportData report, OutputStream out) throws IOException {
            HtmlReport.write(report, out);
        }
    },
    /** Text and tables for papers and repositories; see {@link MarkdownReport}. */
    MARKDOWN("md") {
        @Override
        public void write(ReportData report, OutputStream out) throws IOException {
            MarkdownReport.write(report, out);
        }
    },
    /** All trials as one table for spreadsheets and programs; see {@link ReportCsv}. */
    CSV("csv") {
        @Override
        public void write(ReportData report, OutputStream out) throws IOException {
            ReportCsv.write(report, out);
        }
    };

    private final String extension;

    ReportFormat(String extension) {
        this.extension = extension;
    }

    /**
     * Writes a report in UTF-8 and leaves the stream open.
     *
     * @throws IOException if the stream fails
     */
    public abstract void write(ReportData report, OutputStream out) throws IOException;

    /** Returns how the names of such files end, without the dot. */
    public String extension() {
        return extension;
    }

    /** Returns the format that a file's name asks for by its ending; HTML if it asks for none. */
    public static ReportFormat of(Path file) {
        String name = String.valueOf(file.getFileName());
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "md", "markdown" -> MARKDOWN;
            case "csv" -> CSV;
            default -> HTML;
        };
    }
}
