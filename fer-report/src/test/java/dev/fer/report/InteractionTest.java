package dev.fer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.data.ReportData;
import dev.fer.report.html.HtmlReport;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a reader does with a report, in a real Chromium: select, send on, compare, save, without a mouse, on paper. */
class InteractionTest {
    private static final String COUNT = "document.querySelector('[data-panel=trials] .toolbar .count').textContent";
    private static final Set<String> DRAWN =
            Set.of("svg", "g", "rect", "path", "text", "line", "defs", "clipPath", "polyline", "polygon", "circle");
    private static Optional<ChromeDriver> browser = Optional.empty();

    @TempDir
    Path folder;

    @Test
    void aLinkThatIsSentOnShowsTheSameView() throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));
        set(chrome, "[data-panel=history] [data-option=x]", "elapsed");
        set(chrome, "[data-panel=parallel] [data-option=top]", "0.5");
        set(chrome, "[data-option=filter]", "dropout<0.35 \"a b\"");
        set(chrome, "[data-option=filter]", "dropout<0.35");
        press(chrome, "[data-action=theme]");
        press(chrome, "[data-panel=history] [data-state=pruned]");
        press(chrome, ".trials thead button[title='dropout']");
        press(chrome, "tr[data-index='31']");
        press(chrome, "tr[data-index='13']");
        await(chrome, "return location.hash.includes('31,13') && location.hash.includes('sort=')");
        await(chrome, "return /^\\d+ of 40/.test(" + COUNT + ")");
        String hash = hash(chrome);
        String seen = view(chrome);

        reopen(chrome, hash);

        await(chrome, "return document.querySelectorAll('.selection .chip').length === 2");
        assertThat(view(chrome)).isEqualTo(seen).contains("elapsed", "0.5", "dropout<0.35", "dark", "13", "31");
        assertThat(hash(chrome)).isEqualTo(hash);
        assertThat(complaints(chrome)).isEmpty();
    }

    @Test
    void whatIsAsUsualIsNotInTheAddress() throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));
        set(chrome, "[data-panel=history] [data-option=x]", "elapsed");
        press(chrome, "tr[data-index='31']");
        await(chrome, "return location.hash === '#history.x=elapsed&trials=31'");

        set(chrome, "[data-panel=history] [data-option=x]", "number");
        new Actions(chrome).sendKeys(Keys.ESCAPE).perform();

        await(chrome, "return location.hash === ''");
    }

    @Test
    void aRectangleInTheHistoryFiltersEverywhereUntilEsc() throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));
        WebElement chart = shown(chrome, "[data-panel=history] .chart");

        drag(chrome, chart, 0.2, 0.1, 0.6, 0.5);

        await(chrome, "return location.hash.startsWith('#brush.history=')");
        await(chrome, "return /^\\d+ of 40 trials$/.test(" + COUNT + ")");
        String count = (String) chrome.executeScript("return " + COUNT);
        assertThat(chrome.findElement(By.cssSelector(".selection")).getText()).contains(count + " pass");

        reopen(chrome, hash(chrome));
        await(chrome, "return " + COUNT + " === '" + count + "'");
        shown(chrome, "[data-panel=history] .chart");
        assertThat(chrome.findElement(By.cssSelector("[data-panel=history] .brush"))
                        .isDisplayed())
                .isTrue();

        new Actions(chrome).sendKeys(Keys.ESCAPE).perform();
        await(chrome, "return " + COUNT + " === '40 trials' && location.hash === ''");
        assertThat(complaints(chrome)).isEmpty();
    }

    @Test
    void aRangeOnAnAxisStaysWhenTheAxisMovesFlipsAndTurnsLogarithmic() throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));
        shown(chrome, "[data-panel=parallel] .chart");
        WebElement strip = chrome.findElements(By.cssSelector(".axes .strip")).get(6);
        drag(chrome, strip, 0.5, 0.3, 0.5, 0.7);
        await(chrome, "return location.hash.startsWith('#brush=learning_rate:')");
        String range = hash(chrome).substring(1);
        String count = (String) chrome.executeScript("return " + COUNT);

        WebElement name = chrome.findElement(By.cssSelector(".axis-name[title=learning_rate]"));
        name.sendKeys(Keys.ARROW_LEFT);
        menu(chrome, ".axis-name[title=learning_rate]", "Flip");
        menu(chrome, ".axis-name[title=learning_rate]", "Logarithmic");

        await(chrome, "return location.hash.includes('num_layers,dropout,momentum,learning_rate:f:l,num_neurons')");
        assertThat(hash(chrome)).contains(range);
        assertThat(chrome.executeScript("return " + COUNT)).isEqualTo(count);
        assertThat(complaints(chrome)).isEmpty();
    }

    @Test
    void chosenTrialsAreComparedSideBySide() throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));
        press(chrome, "tr[data-index='31']");
        new Actions(chrome)
                .keyDown(Keys.SHIFT)
                .click(shown(chrome, ".trials tbody tr:nth-child(3) td"))
                .keyUp(Keys.SHIFT)
                .perform();

        await(chrome, "return document.querySelectorAll('.side thead .letter').length === 3");
        int rows = chrome.findElements(By.cssSelector(".side tbody tr")).size();
        press(chrome, "[data-panel=chosen] [data-option=differing]");

        List<WebElement> left = chrome.findElements(By.cssSelector(".side tbody tr")).stream()
                .filter(WebElement::isDisplayed)
                .toList();
        assertThat(left.size()).isLessThan(rows);
        assertThat(chrome.findElement(By.cssSelector(".side")).getText()).contains("dropout ≠");
    }

    @Test
    void studiesOfAComparisonKeepTheirOwnView() throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("one", 20, 7), FakeStudies.cnn("two", 20, 8));
        press(chrome, "details[data-study='1'] > summary");
        await(chrome, "return document.querySelector('[data-study=\"1\"] tr[data-index]') !== null");
        press(chrome, "[data-study='1'] tr[data-index='3']");
        await(chrome, "return location.hash === '#s1.open=1&s1.trials=3'");

        reopen(chrome, hash(chrome));

        await(chrome, "return document.querySelectorAll('.selection .chip').length === 1");
        press(chrome, "details[data-study='0'] > summary");
        await(chrome, "return location.hash === '#s0.open=1&s1.open=1&s1.trials=3'");
        assertThat(chrome.findElements(By.cssSelector("[data-study='0'] tr.chosen")))
                .isEmpty();
        assertThat(complaints(chrome)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trials=999,-1,NaN,1e999,3,3,3,__proto__&hidden=<script>,constructor,pruned",
                "brush.history=1,2,3&brush=dropout:NaN:1,dropout:2:1,__proto__:0:1,$:0:1:2&axes=$,$,nothing:f:l,dropout:x",
                "brush.history=NaN,NaN,NaN,NaN&brush.history=-1e308,1e308,-1e308,1e308&brush=dropout:-Infinity:Infinity",
                "sort=__proto__:1,dropout:2,dropout:1&columns=constructor:0,dropout:0&theme=print&history.x=javascript:alert(1)",
                "trials.filter=%22%22%22%20<<>>%20(((&parallel.top=-1&curves.metric=99&trials.differing=maybe",
                "%E0%A4%A&%&=&=&&&a=%00&toString=1&theme=\"><img src=x onerror=hacked=1>",
            })
    void aHostileAddressDoesNoHarm(String hash) throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));

        reopen(chrome, "#" + hash);
        scrollThrough(chrome);

        assertThat(complaints(chrome)).isEmpty();
        assertThat(chrome.executeScript("return window.hacked")).isNull();
        assertThat(chrome.findElements(By.cssSelector("img"))).isEmpty();
        assertThat(chrome.findElements(By.cssSelector(".axes .axis-name")).size())
                .isGreaterThan(1);
        assertThat(chrome.findElements(By.cssSelector(".chart canvas")).size()).isGreaterThan(10);
    }

    @Test
    void aSavedPanelIsOneDrawingWithTextAndNothingThatRuns() throws Exception {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));
        scrollThrough(chrome);
        for (String panel : List.of("history", "curves", "training", "parallel", "slices")) {
            Document svg = xml(saved(chrome, panel, "Save as SVG"));

            assertThat(texts(svg)).as(panel).anyMatch(text -> text.contains("cnn-tpe"));
            assertThat(elements(svg)).as(panel).allMatch(DRAWN::contains);
        }
        assertThat(texts(xml(saved(chrome, "slices", "Save as SVG")))).contains("learning_rate", "sgd", "0.001");
        assertThat(saved(chrome, "history", "Save as PNG")).contains("PNG");
        assertThat(saved(chrome, "history", "Save table as CSV")).startsWith("Trial,Best so far\n0,0.6309\n");
        assertThat(chrome.executeScript("return document.documentElement.dataset.theme"))
                .isNull();
        assertThat(complaints(chrome)).isEmpty();
    }

    @Test
    void hostileNamesStayTextInSavedPanels() throws Exception {
        ChromeDriver chrome = open(HostileNames.study());
        scrollThrough(chrome);
        for (String panel : List.of("history", "parallel", "slices")) {
            Document svg = xml(saved(chrome, panel, "Save as SVG"));

            assertThat(elements(svg)).as(panel).allMatch(DRAWN::contains);
            assertThat(texts(svg)).as(panel).anyMatch(text -> text.contains("<"));
        }
        assertThat(chrome.executeScript("return window.hacked")).isNull();
    }

    @Test
    void theTableIsSavedForPeopleAndForPrograms() throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));
        set(chrome, "[data-option=filter]", "state:complete");
        await(chrome, "return " + COUNT + " === '32 of 40 trials'");

        JsonNode json = JsonMapper.shared()
                .readTree(download(chrome, "[data-panel=trials] [data-action=download]", "32 rows as JSON"));
        String csv = download(chrome, "[data-panel=trials] [data-action=download]", "32 rows as CSV");

        assertThat(json.path("trials").size()).isEqualTo(32);
        assertThat(json.path("trials").get(0).path("parameters").path("dropout").asDouble())
                .isEqualTo(0.2);
        assertThat(csv.lines()).hasSize(33).first().asString().startsWith("trial,validation.accuracy,state,");
    }

    @Test
    void columnsAreChosenOneByOneAndSortedTogether() throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));
        press(chrome, "[data-panel=trials] [data-action=columns]");
        chrome.findElement(By.xpath("//div[contains(@class,'popup')]//label[contains(., 'momentum')]/input"))
                .click();
        new Actions(chrome).sendKeys(Keys.ESCAPE).perform();
        press(chrome, ".trials thead button[title='optimizer']");
        new Actions(chrome)
                .keyDown(Keys.SHIFT)
                .click(shown(chrome, ".trials thead button[title='dropout']"))
                .keyUp(Keys.SHIFT)
                .perform();

        await(
                chrome,
                "return location.hash.includes('sort=optimizer:1,dropout:1') && location.hash.includes('columns=momentum:0')");
        assertThat(chrome.findElements(By.cssSelector(".trials thead button[title='momentum']")))
                .isEmpty();
    }

    @Test
    void aNameThatNoColumnHasIsSaid() throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));

        set(chrome, "[data-option=filter]", "dropuot<0.3");

        assertThat(chrome.findElement(By.cssSelector(".complaint")).getText())
                .isEqualTo("There is no column “dropuot”.");
    }

    @Test
    void everyControlIsReachedByKeyboardWithVisibleFocus() throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));
        scrollThrough(chrome);
        chrome.executeScript("scrollTo(0, 0); document.activeElement.blur()");
        Set<String> reached = new LinkedHashSet<>();
        Set<String> invisible = new LinkedHashSet<>();
        for (int i = 0; i < 120; i++) {
            new Actions(chrome).sendKeys(Keys.TAB).perform();
            String name = (String) Objects.requireNonNull(chrome.executeScript("""
                    const e = document.activeElement;
                    const style = getComputedStyle(e);
                    const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                    return (seen ? '' : 'unseen ') + (e.dataset.option || e.dataset.action || e.className || e.tagName);
                    """));
            if (name.endsWith("BODY")) {
                break;
            }
            (name.startsWith("unseen ") ? invisible : reached).add(name);
        }

        assertThat(reached)
                .contains(
                        "skip", "theme", "A", "chart", "chart tall", "axis-name", "save", "count state", "x", "filter")
                .contains("differing", "columns", "download", "SUMMARY");
        assertThat(invisible).isEmpty();
    }

    @Test
    void aChartIsReadTrialByTrialWithTheArrowKeys() throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));
        WebElement chart = shown(chrome, "[data-panel=history] .chart");

        chart.sendKeys(Keys.HOME);
        assertThat(chrome.findElement(By.cssSelector(".spoken")).getText()).isEqualTo("Trial 31: 0.6513, 1 of 32");
        chart.sendKeys(Keys.ARROW_RIGHT, Keys.ENTER);

        await(chrome, "return location.hash === '#trials=13'");
        String described = Objects.requireNonNull(chart.getAttribute("aria-describedby"));
        assertThat(chrome.findElement(By.id(described)).getText()).startsWith("The best validation.accuracy went from");
    }

    @Test
    void onPaperChartsAreLightAndFitThePage() throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));
        press(chrome, "[data-action=theme]");

        Object widest = chrome.executeScript("""
                dispatchEvent(new Event('beforeprint'));
                const charts = [...document.querySelectorAll('.chart')].filter((chart) => chart.clientWidth);
                const undrawn = charts.filter((chart) => !chart.querySelector('canvas')).length;
                const widest = Math.max(...charts.map((chart) => chart.querySelector('canvas').clientWidth));
                const theme = document.documentElement.dataset.theme;
                dispatchEvent(new Event('afterprint'));
                return undrawn + ' ' + theme + ' ' + (widest < 720) + ' ' + document.documentElement.dataset.theme;
                """);

        assertThat(widest).isEqualTo("0 print true dark");
    }

    @Test
    void twoHundredParametersFitAPhone() throws IOException {
        ChromeDriver chrome = browser.orElseThrow();
        chrome.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 800, "deviceScaleFactor", 1, "mobile", true));
        open(FakeStudies.generic("wide", 60, 200, 3));
        scrollThrough(chrome);

        press(chrome, ".contents > button");
        press(chrome, ".contents li:last-child a");

        assertThat(chrome.executeScript("return document.documentElement.scrollWidth"))
                .isEqualTo(360L);
        assertThat(complaints(chrome)).isEmpty();
    }

    /** What a reader sees of the state, as text. */
    private static String view(ChromeDriver chrome) {
        return (String) Objects.requireNonNull(chrome.executeScript("""
                const values = [...document.querySelectorAll('[data-option]')].map((c) => c.type === 'checkbox' ? c.checked : c.value);
                const rows = [...document.querySelectorAll('.trials tbody tr')].slice(0, 10).map((row) => row.className + row.textContent);
                const pressed = [...document.querySelectorAll('[data-state]')].map((s) => s.getAttribute('aria-pressed'));
                const chips = [...document.querySelectorAll('.chip')].map((c) => c.textContent);
                return JSON.stringify([values, rows, pressed, chips, document.documentElement.dataset.theme]);
                """));
    }

    private static String hash(ChromeDriver chrome) {
        return (String) Objects.requireNonNull(chrome.executeScript("return location.hash"));
    }

    /** Sets a control as a reader would. */
    private static void set(ChromeDriver chrome, String selector, String value) {
        chrome.executeScript("""
                const control = document.querySelector(arguments[0]);
                control.value = arguments[1];
                control.dispatchEvent(new Event('input', { bubbles: true }));
                """, selector, value);
    }

    private static void press(ChromeDriver chrome, String selector) {
        shown(chrome, selector).click();
    }

    private static void menu(ChromeDriver chrome, String button, String item) {
        press(chrome, button);
        chrome.findElements(By.cssSelector(".popup:popover-open button")).stream()
                .filter(found -> found.getText().equals(item))
                .findFirst()
                .orElseThrow()
                .click();
    }

    /** Brings an element into the middle of the window. */
    private static WebElement shown(ChromeDriver chrome, String selector) {
        chrome.executeScript(
                "document.querySelector(arguments[0]).scrollIntoView({block: 'center', behavior: 'instant'})",
                selector);
        await(
                chrome,
                "const e = document.querySelector(\"" + selector
                        + "\"); return !e.matches('.chart') || e.querySelector('canvas');");
        chrome.executeAsyncScript("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))");
        return chrome.findElement(By.cssSelector(selector));
    }

    /** Drags between two points of an element, each a share of its width and height. */
    private static void drag(ChromeDriver chrome, WebElement element, double x0, double y0, double x1, double y1) {
        int width = element.getSize().getWidth();
        int height = element.getSize().getHeight();
        new Actions(chrome)
                .moveToElement(element, (int) ((x0 - 0.5) * width), (int) ((y0 - 0.5) * height))
                .clickAndHold()
                .moveByOffset((int) ((x1 - x0) * width / 2), (int) ((y1 - y0) * height / 2))
                .moveByOffset((int) ((x1 - x0) * width / 2), (int) ((y1 - y0) * height / 2))
                .release()
                .perform();
    }

    private static String saved(ChromeDriver chrome, String panel, String item) {
        return download(chrome, "[data-panel=" + panel + "] .save", item);
    }

    /** Takes the file that an item of a menu makes, instead of saving it. */
    private static String download(ChromeDriver chrome, String button, String item) {
        chrome.executeScript("""
                window.files = [];
                URL.createObjectURL = (file) => { window.files.push(file); return 'data:,'; };
                HTMLAnchorElement.prototype.click = () => {};
                """);
        menu(chrome, button, item);
        return (String) Objects.requireNonNull(chrome.executeAsyncScript("""
                const done = arguments[0];
                const look = () => window.files.length ? window.files[0].text().then(done) : requestAnimationFrame(look);
                look();
                """));
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static List<String> texts(Document svg) {
        NodeList found = svg.getElementsByTagName("text");
        return Stream.iterate(0, i -> i < found.getLength(), i -> i + 1)
                .map(i -> found.item(i).getTextContent())
                .toList();
    }

    private static Set<String> elements(Document svg) {
        NodeList found = svg.getElementsByTagName("*");
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < found.getLength(); i++) {
            names.add(((Element) found.item(i)).getTagName());
        }
        return names;
    }

    private static void reopen(ChromeDriver chrome, String hash) {
        String page = chrome.getCurrentUrl().replaceFirst("#.*", "");
        chrome.get("about:blank");
        chrome.get(page + hash);
        await(chrome, "return document.documentElement.dataset.ready === 'true'");
    }

    @BeforeAll
    static void start(@TempDir Path profile) {
        Optional<Path> chromium = program("chromium", "google-chrome", "chrome");
        Optional<Path> driver = program("chromedriver");
        assumeTrue(chromium.isPresent() && driver.isPresent(), "no chromium with chromedriver on the PATH");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
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

    @AfterEach
    void leave() {
        browser.ifPresent(chrome -> {
            chrome.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
            chrome.get("about:blank");
        });
    }

    private static Optional<Path> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private ChromeDriver open(Fake... studies) throws IOException {
        ChromeDriver chrome = browser.orElseThrow();
        Path file = folder.resolve("report.html");
        try (OutputStream out = Files.newOutputStream(file)) {
            HtmlReport.write(ReportData.of(Stream.of(studies).map(Fake::data).toList(), List.of(), List.of()), out);
        }
        chrome.manage().logs().get(LogType.BROWSER);
        chrome.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
        chrome.get(file.toUri().toString());
        await(chrome, "return document.documentElement.dataset.ready === 'true'");
        return chrome;
    }

    /** Waits until a script's result is true, looking once a frame. */
    private static void await(ChromeDriver chrome, String script) {
        chrome.executeAsyncScript("const done = arguments[0]; const holds = () => { " + script + " };"
                + " const look = () => holds() ? done() : requestAnimationFrame(look); look();");
    }

    /** Brings every chart into view, so that it is drawn. */
    private static void scrollThrough(ChromeDriver chrome) {
        chrome.executeAsyncScript("""
                const done = arguments[0];
                const frame = () => new Promise(requestAnimationFrame);
                (async () => {
                  for (const chart of document.querySelectorAll('.chart, .table')) {
                    chart.scrollIntoView({ block: 'center', behavior: 'instant' });
                    await frame();
                    while (chart.matches('.chart') && chart.clientWidth && !chart.querySelector('canvas')) await frame();
                  }
                  await frame();
                  done();
                })();
                """);
    }

    private static List<String> complaints(ChromeDriver chrome) {
        return chrome.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }
}
