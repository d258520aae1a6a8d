package dev.fer.report.browser;

import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.data.ReportData;
import dev.fer.report.html.HtmlReport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** What tests of a report in a browser need: opening it, bringing its charts into view, and looking at what it did. */
@ExtendWith(BrowserExtension.class)
public abstract class InBrowser {
    @TempDir
    protected Path folder;

    private ChromeDriver browser;

    @BeforeEach
    void borrow(ChromeDriver chrome) {
        browser = chrome;
        chrome.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
        chrome.manage().logs().get(LogType.BROWSER);
        chrome.manage().logs().get(LogType.PERFORMANCE);
    }

    /** Leaves nothing behind for the next test: no size, no theme, no page whose reopening would only move to its hash. */
    @AfterEach
    void giveBack() {
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        browser.get("about:blank");
    }

    /** Returns the browser. */
    protected final ChromeDriver browser() {
        return browser;
    }

    /** Writes and opens the report of some studies. */
    protected final ChromeDriver open(Fake... studies) throws IOException {
        return open(ReportData.of(Stream.of(studies).map(Fake::data).toList(), List.of(), List.of()));
    }

    /** Writes and opens a report. */
    protected final ChromeDriver open(ReportData report) throws IOException {
        Path file = folder.resolve("report.html");
        try (OutputStream out = Files.newOutputStream(file)) {
            HtmlReport.write(report, out);
        }
        return open(file.toUri());
    }

    /** Opens a page and waits until its panels work. */
    protected final ChromeDriver open(URI page) {
        browser.get(page.toString());
        await(browser, "return document.documentElement.dataset.ready === 'true'");
        return browser;
    }

    /** Makes the window as wide as a screen, in a theme. */
    protected final void show(int width, boolean dark) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 1000, "deviceScaleFactor", 1, "mobile", width < 600));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** Waits until a script's result is true, looking once a frame. */
    protected static void await(ChromeDriver chrome, String script) {
        chrome.executeAsyncScript("const done = arguments[0]; const holds = () => { " + script + " };"
                + " const look = () => holds() ? done() : requestAnimationFrame(look); look();");
    }

    /** Brings every chart into view, so that it is drawn. */
    protected static void scrollThrough(ChromeDriver chrome) {
        chrome.executeAsyncScript("""
                const done = arguments[0];
                const frame = () => new Promise(requestAnimationFrame);
                (async () => {
                  for (const chart of document.querySelectorAll('.chart, .table')) {
                    chart.scrollIntoView({ block: 'center', behavior: 'instant' });
                    await frame();
                    while (chart.matches('.chart') && chart.checkVisibility() && !chart.querySelector('canvas')) await frame();
                  }
                  await frame();
                  done();
                })();
                """);
    }

    /** Returns what the page wrote to its console: errors, and requests that its policy refused. */
    protected static List<String> complaints(ChromeDriver chrome) {
        return chrome.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Returns the addresses that were asked for. */
    protected static List<String> requests(ChromeDriver chrome) {
        return chrome.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("Network.requestWillBeSent\""))
                .map(InBrowser::url)
                .filter(Objects::nonNull)
                .toList();
    }

    private static String url(String message) {
        int start = message.indexOf("\"url\":\"") + 7;
        return message.substring(start, message.indexOf('"', start));
    }
}
