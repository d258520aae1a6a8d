package dev.fer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.browser.InBrowser;
import dev.fer.report.data.ReportData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Every state that a study can be in looks as it was designed, on a phone, a laptop and a large screen, in light and
 * dark. With {@code -Dfer.screenshots} what is seen lies in {@code target/screenshots}, to be looked at; it is not
 * compared pixel by pixel, and takes longer than all the rest.
 */
class DesignedStatesTest extends InBrowser {
    private static final boolean KEPT = System.getProperty("fer.screenshots") != null;
    private static final Path FOLDER = Path.of("target", "screenshots");

    static Stream<String> states() {
        return SampleReports.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("states")
    void itFitsEveryScreenInLightAndDark(String state) throws IOException {
        ReportData report =
                Objects.requireNonNull(SampleReports.all().get(state)).get();
        ChromeDriver chrome = open(report);
        for (int width : new int[] {360, 1280, 1920}) {
            look(chrome, state, width, false);
        }
        look(chrome, state, 1280, true);

        assertThat(complaints(chrome)).isEmpty();
        assertThat(requests(chrome)).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
    }

    private void look(ChromeDriver chrome, String state, int width, boolean dark) throws IOException {
        show(width, dark);
        scrollThrough(chrome);
        String name = state + "-" + width + (dark ? "-dark" : "");
        if (KEPT) {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(name + ".png"), screenshot(chrome));
        }
        assertThat(chrome.executeScript("return document.documentElement.scrollWidth"))
                .as("%s: nothing reaches beyond the screen", name)
                .isEqualTo((long) width);
        assertThat(blankCharts(chrome)).as("%s: charts without a drawing", name).isEmpty();
        assertThat(overlaps(chrome))
                .as("%s: panels that lie over each other", name)
                .isEmpty();
    }

    private static byte[] screenshot(ChromeDriver chrome) {
        Map<String, Object> answer = chrome.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of("captureBeyondViewport", true, "format", "png", "optimizeForSpeed", true));
        return Base64.getDecoder().decode((String) answer.get("data"));
    }

    private static List<?> blankCharts(ChromeDriver chrome) {
        return (List<?>) Objects.requireNonNull(chrome.executeScript("""
                const small = new OffscreenCanvas(120, 60).getContext('2d', { willReadFrequently: true });
                const isBlank = (canvas) => {
                  small.clearRect(0, 0, 120, 60);
                  small.drawImage(canvas, 0, 0, 120, 60);
                  return small.getImageData(0, 0, 120, 60).data.every((value) => value === 0);
                };
                return [...document.querySelectorAll('.chart')]
                  .filter((box) => box.checkVisibility() && [...box.querySelectorAll('canvas')].every(isBlank))
                  .map((box) => box.closest('section')?.getAttribute('aria-labelledby') ?? box.className);
                """));
    }

    private static List<?> overlaps(ChromeDriver chrome) {
        return (List<?>) Objects.requireNonNull(chrome.executeScript("""
                const panels = [...document.querySelectorAll('.panel, .tile')].filter((panel) => panel.checkVisibility());
                const name = (panel) => panel.getAttribute('aria-labelledby') ?? panel.textContent.trim().slice(0, 20);
                const found = [];
                panels.forEach((one, i) => panels.slice(i + 1).forEach((other) => {
                  const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
                  const apart = a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
                  if (!apart && !one.contains(other) && !other.contains(one)) found.push(`${name(one)} / ${name(other)}`);
                }));
                return found;
                """));
    }
}
