package dev.fer.report.html;

import dev.fer.report.data.ReportData;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes a report as one HTML page that needs nothing outside itself. Thread-safe. */
public final class HtmlReport {
    static final String TEMPLATES = "dev.fer.report.html.templates";

    private HtmlReport() {}

    /**
     * Writes the page in UTF-8 and leaves the stream open.
     *
     * @throws IOException if the stream fails
     */
    public static void write(ReportData report, OutputStream out) throws IOException {
        TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATES);
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        engine.render("page.jte", Page.of(report), new WriterOutput(writer));
        writer.flush();
    }
}
