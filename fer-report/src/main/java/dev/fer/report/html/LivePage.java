package dev.fer.report.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** The page around a report of a search that runs: it says how the search stands and shows the newest report. */
public final class LivePage {
    private LivePage() {}

    /** Returns the page, the same for any search; it asks for {@code state} and {@code report} beside itself. */
    public static String html() {
        StringOutput out = new StringOutput();
        TemplateEngine.createPrecompiled(null, ContentType.Html, null, HtmlReport.TEMPLATES)
                .render("live.jte", Assets.live(), out);
        return out.toString();
    }
}
