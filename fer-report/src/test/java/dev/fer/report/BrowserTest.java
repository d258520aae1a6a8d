package dev.fer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.data.ReportData;
import dev.fer.report.html.HtmlReport;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Opens reports in a real Chromium; skipped where none is installed. */
class BrowserTest {
    private static Optional<ChromeDriver> browser = Optional.empty();

    @TempDir
    Path folder;

    @BeforeAll
    static void start(@TempDir Path profile) {
        Optional<Path> chromium = program("chromium", "google-chrome", "chrome");
        Optional<Path> driver = program("chromedriver");
        assumeTrue(chromium.isPresent() && driver.isPresent(), "no chromium with chromedriver on the PATH");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        logging.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .setBinary(chromium.get().toFile())
                .addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic")
                .addArguments("--disable-background-networking", "--disable-component-update", "--disable-sync")
                .addArguments("--window-size=1280,1000", "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logging);
        browser = Optional.of(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.get().toFile())
                        .build(),
                options));
    }

    @AfterAll
    static void stop() {
        browser.ifPresent(ChromeDriver::quit);
    }

    private static Optional<Path> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Test
    void aReportDrawsItsChartsWithoutErrorsOrOutsideRequests() throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));

        scrollThrough(chrome);

        assertThat(chrome.findElements(By.cssSelector(".chart canvas")).size()).isGreaterThan(10);
        assertThat(complaints(chrome)).isEmpty();
        assertThat(requests(chrome)).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
    }

    @Test
    void theTableSortsAndFilters() throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));
        scrollThrough(chrome);

        chrome.findElement(By.xpath("//div[contains(@class, 'table')]//button[@title='trial']"))
                .click();
        assertThat(firstCell(chrome)).isEqualTo("0");
        chrome.findElement(By.xpath("//div[contains(@class, 'table')]//button[@title='trial']"))
                .click();
        assertThat(firstCell(chrome)).isEqualTo("39");

        chrome.findElement(By.cssSelector("[data-option=filter]")).sendKeys("state:pruned trial<15");
        await(
                chrome,
                "return document.querySelector('[data-panel=trials] .toolbar .count').textContent === '1 of 40 trials'");
        assertThat(chrome.findElement(By.cssSelector(".selection")).isDisplayed())
                .isTrue();

        new Actions(chrome).sendKeys(Keys.ESCAPE).perform();
        await(
                chrome,
                "return document.querySelector('[data-panel=trials] .toolbar .count').textContent === '40 trials'");
        assertThat(complaints(chrome)).isEmpty();
    }

    @Test
    void choosingATrialIsKeptInTheAddress() throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));

        scrollThrough(chrome);
        chrome.findElement(By.cssSelector("tr[data-index='13']")).click();

        await(chrome, "return location.hash === '#trials=13'");
        assertThat(chrome.findElement(By.cssSelector(".selection")).getText()).contains("trial 13");
    }

    @Test
    void hostileNamesDoNoHarm() throws IOException {
        ChromeDriver chrome = open(HostileNames.study());

        scrollThrough(chrome);

        assertThat(chrome.executeScript("return window.hacked")).isNull();
        assertThat(chrome.findElements(By.cssSelector("img"))).isEmpty();
        assertThat(complaints(chrome)).isEmpty();
    }

    @Test
    void tenThousandTrialsAreDrawn() throws IOException {
        ChromeDriver chrome = open(FakeStudies.withCurves(FakeStudies.generic("large", 10_000, 10, 4), 20));

        scrollThrough(chrome);

        assertThat(chrome.findElements(By.cssSelector(".table tbody tr")).size())
                .isLessThanOrEqualTo(62);
        assertThat(complaints(chrome)).isEmpty();
    }

    @Test
    void aComparisonIsJudgedByTheChosenBudget() throws IOException {
        ChromeDriver chrome = open(FakeRuns.pairs(6).toArray(Fake[]::new));
        scrollThrough(chrome);
        assertThat(shownBudgets(chrome)).containsExactly("After 30 finished trials");

        chrome.executeScript("const select = document.querySelector('[data-option=budget]'); select.value = 'seconds';"
                + " select.dispatchEvent(new Event('input'));");

        assertThat(shownBudgets(chrome)).containsExactly("After 1 min of computing");
        assertThat(complaints(chrome)).isEmpty();
    }

    private static List<String> shownBudgets(ChromeDriver chrome) {
        return chrome.findElements(By.cssSelector(".budget > h3:first-child")).stream()
                .filter(WebElement::isDisplayed)
                .map(heading -> heading.getText().replace('\u00a0', ' '))
                .toList();
    }

    @Test
    void hostileStudiesCanBeCompared() throws IOException {
        Fake hostile = HostileNames.study();
        ChromeDriver chrome = open(hostile, FakeRuns.seeded(hostile, "random", 7), FakeStudies.cnn("cnn", 5, 1));

        scrollThrough(chrome);

        assertThat(chrome.executeScript("return window.hacked")).isNull();
        assertThat(chrome.findElements(By.cssSelector("img"))).isEmpty();
        assertThat(complaints(chrome)).isEmpty();
    }

    @Test
    void aPhoneScrollsNowhereSideways() throws IOException {
        ChromeDriver chrome = browser.orElseThrow();
        chrome.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 800, "deviceScaleFactor", 1, "mobile", true));
        try {
            open(FakeStudies.cnn("cnn-tpe", 40, 7));
            scrollThrough(chrome);
            assertThat(chrome.executeScript("return document.documentElement.scrollWidth"))
                    .isEqualTo(360L);
            open(FakeRuns.samplers(12).toArray(Fake[]::new));
            scrollThrough(chrome);
            assertThat(chrome.executeScript("return document.documentElement.scrollWidth"))
                    .isEqualTo(360L);
        } finally {
            chrome.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    private ChromeDriver open(Fake... studies) throws IOException {
        ChromeDriver chrome = browser.orElseThrow();
        Path file = folder.resolve("report.html");
        try (OutputStream out = Files.newOutputStream(file)) {
            HtmlReport.write(ReportData.of(Stream.of(studies).map(Fake::data).toList(), List.of(), List.of()), out);
        }
        chrome.manage().logs().get(LogType.BROWSER);
        chrome.manage().logs().get(LogType.PERFORMANCE);
        chrome.get(file.toUri().toString());
        await(chrome, "return document.documentElement.dataset.ready === 'true'");
        return chrome;
    }

    /** Waits until a script's result is true, looking once a frame. */
    private static void await(ChromeDriver chrome, String script) {
        chrome.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
        chrome.executeAsyncScript("const done = arguments[0]; const holds = () => { " + script + " };"
                + " const look = () => holds() ? done() : requestAnimationFrame(look); look();");
    }

    /** Brings every chart into view, so that it is drawn. */
    private static void scrollThrough(ChromeDriver chrome) {
        for (WebElement chart : chrome.findElements(By.cssSelector(".chart, .table"))) {
            chrome.executeScript("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", chart);
            await(
                    chrome,
                    "const chart = [...document.querySelectorAll('.chart')].find((c) => { const r = c.getBoundingClientRect();"
                            + " return c.clientWidth && r.top < innerHeight && r.bottom > 0 && !c.querySelector('canvas'); });"
                            + " return !chart");
        }
    }

    private static String firstCell(ChromeDriver chrome) {
        return chrome.findElement(By.cssSelector(".table tbody td")).getText();
    }

    private static List<String> complaints(ChromeDriver chrome) {
        return chrome.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    private static List<String> requests(ChromeDriver chrome) {
        return chrome.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("Network.requestWillBeSent\""))
                .map(BrowserTest::url)
                .filter(Objects::nonNull)
                .toList();
    }

    private static String url(String message) {
        int start = message.indexOf("\"url\":\"") + 7;
        return message.substring(start, message.indexOf('"', start));
    }
}
