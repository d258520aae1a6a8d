package dev.fer.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeRuns;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;

/** Several goals are drawn by what their front goes by. */
class TradeOffsTest extends AsReader {
    private static final Pattern MARK = Pattern.compile(
            "transform=\"matrix\\([0-9.]+,0,0,[0-9.]+,([0-9.]+),([0-9.]+)\\)\"[^>]*series_index=\"(\\d)\"");
    private static final Pattern LINE = Pattern.compile("d=\"M([0-9. L]+)\" fill=\"none\"[^>]*stroke-width=\"1.8\"");

    @Test
    void eachConfigurationStandsOnceAtTheMeanOfItsRunsAndTheLineJoinsTheFront() throws IOException {
        ChromeDriver chrome = open(FakeRuns.repeatedGoals(12, 5));
        scrollThrough(chrome);

        String svg = download(chrome, "[data-panel=pareto] .save", "Save as SVG");

        List<MatchResult> marks = MARK.matcher(svg).results().toList();
        List<String> front = marks.stream()
                .filter(mark -> mark.group(3).equals("2"))
                .map(mark -> rounded(mark.group(1)) + " " + rounded(mark.group(2)))
                .toList();
        List<String> line = LINE.matcher(svg)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split("L", -1)))
                .toList();
        assertThat(marks).hasSize(12);
        assertThat(front).hasSize(8);
        assertThat(line).hasSize(2 * front.size() + 1).containsAll(front);
        assertThat(complaints(chrome)).isEmpty();
    }

    private static String rounded(String coordinate) {
        return String.format(Locale.ROOT, "%.1f", Double.parseDouble(coordinate))
                .replaceFirst("\\.0$", "");
    }
}
