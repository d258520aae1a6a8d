package dev.fer.report.markdown;

import dev.fer.report.text.Names;
import dev.fer.report.text.NextStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Grows a text of GitHub-flavoured Markdown; everything given to it is text, whatever it looks like. */
final class Markdown {
    /** What could be taken for markup, a link, a mention, a reference, an entity or a formula. */
    private static final Pattern SPECIAL =
            Pattern.compile("[\\\\`*\\[\\]<>#|~$@]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])|&(?=[#\\p{L}])|:(?=//)");

    /** What would begin a list or underline a heading. */
    private static final Pattern BLOCK = Pattern.compile("^(\\d+)(?=[.)]\\s)|^(?=[-+=])");

    private static final Pattern LONE_WWW = Pattern.compile("(?i)\\bwww\\.");

    private final StringBuilder text = new StringBuilder();

    /** Returns a text as it is to be read, on one line, cut to what a sentence bears. */
    static String name(String text) {
        return escape(Names.inSentence(text));
    }

    /** Returns a text as it is to be read, on one line, cut to what a table bears. */
    private static String cell(String text) {
        return escape(Names.inTable(text));
    }

    /** Returns a text as it is to be read, on one line. */
    static String escape(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        String plain = SPECIAL.matcher(line).replaceAll("\\\\$0");
        return LONE_WWW.matcher(plain).replaceAll("www\\\\.");
    }

    /** Adds a heading of a level, 1 the highest. */
    Markdown heading(int level, String words) {
        text.append("#".repeat(level)).append(' ').append(name(words)).append("\n\n");
        return this;
    }

    /** Adds a paragraph. */
    Markdown paragraph(String words) {
        text.append(BLOCK.matcher(escape(words)).replaceFirst("$1\\\\")).append("\n\n");
        return this;
    }

    /** Adds what to try next under a heading of a level; nothing without a step. */
    Markdown steps(int level, List<NextStep> steps) {
        if (steps.isEmpty()) {
            return this;
        }
        heading(level, "What to try next");
        steps.forEach(step -> text.append("1. **")
                .append(escape(step.what()))
                .append(".** ")
                .append(escape(step.why()))
                .append('\n'));
        text.append('\n');
        return this;
    }

    /** Adds commands as they are to be typed. */
    Markdown code(String language, String code) {
        String fence = code.contains("```") ? "`".repeat(12) : "```";
        text.append(fence)
                .append(language)
                .append('\n')
                .append(code)
                .append('\n')
                .append(fence)
                .append("\n\n");
        return this;
    }

    /**
     * Adds a table.
     *
     * @param numbers from which column on cells stand on the right
     */
    Markdown table(List<String> header, int numbers, List<List<String>> rows) {
        row(header);
        List<String> rule = new ArrayList<>(Collections.nCopies(numbers, "---"));
        rule.addAll(Collections.nCopies(header.size() - numbers, "---:"));
        text.append("| ").append(String.join(" | ", rule)).append(" |\n");
        rows.forEach(this::row);
        text.append('\n');
        return this;
    }

    private void row(List<String> cells) {
        text.append("| ")
                .append(String.join(" | ", cells.stream().map(Markdown::cell).toList()))
                .append(" |\n");
    }

    /** Returns what was added, ending with one line break. */
    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }
}
