package dev.fer.cli.output;

import java.util.Base64;

/** The words that all pages of faces are made of. */
final class Html {
    private static final String STYLE = """
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
            body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { padding: .25rem .75rem; text-align: right; border-bottom: 1px solid #8884; }
            th:first-child, td:first-child { text-align: left; }
            .scroll { overflow-x: auto; }
            .faces { display: flex; flex-wrap: wrap; gap: .25rem; margin-bottom: .25rem; }
            .faces img { width: 72px; height: 72px; image-rendering: pixelated; border-radius: 4px; }
            .faces img.before { margin-right: 1rem; outline: 2px solid #8888; }
            """;

    private Html() {}

    /** Returns a whole page around its content. */
    static String page(String title, CharSequence content) {
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + escaped(title)
                + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<main>\n" + content
                + "</main>\n</body>\n</html>\n";
    }

    /** Returns a PNG file as a picture inside the page. */
    static String picture(String alt, String kind, byte[] png) {
        return "<img alt=\"" + escaped(alt) + "\"" + (kind.isEmpty() ? "" : " class=\"" + kind + "\"")
                + " src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(png)
                + "\">";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
