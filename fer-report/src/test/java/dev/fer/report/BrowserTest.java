package dev.fer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.browser.InBrowser;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** Opens reports in a real Chromium; skipped where none is installed. */
class BrowserTest extends InBrowser {
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
    void goalsRepeatsStopsAndWorkersAreDrawn() throws IOException {
        for (Fake fake : List.of(
                FakeRuns.goals(2, 60, 5),
                FakeRuns.goals(3, 60, 5),
                FakeRuns.repeatedGoals(12, 5),
                FakeRuns.repeats(16, 9),
                FakeRuns.hyperband(64, 300, 8))) {
            ChromeDriver chrome = open(fake);

            scrollThrough(chrome);

            assertThat(chrome.executeScript("return [...document.querySelectorAll('.chart:not(:has(canvas))')]"
                            + ".filter((chart) => chart.clientWidth).length"))
                    .isEqualTo(0L);
            assertThat(complaints(chrome)).isEmpty();
        }
    }

    @Test
    void aBarOfTheTimelineTellsItsTrialAndChoosesIt() throws IOException {
        ChromeDriver chrome = open(FakeRuns.hyperband(2, 30, 8));
        scrollThrough(chrome);
        WebElement chart = chrome.findElement(By.cssSelector("[data-panel=timeline] .chart"));
        chrome.executeScript("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", chart);
        int left = -chart.getSize().width / 2;
        int firstRow = -chart.getSize().height / 2 + 24;

        new Actions(chrome).moveToElement(chart, left + 200, firstRow).perform();
        await(
                chrome,
                "return document.querySelector('[data-panel=timeline] .tip')?.textContent.includes('after the first start')");
        new Actions(chrome).click().perform();

        await(chrome, "return location.hash.startsWith('#trials=')");
        assertThat(complaints(chrome)).isEmpty();
    }

    @Test
    void anotherPairIsMappedWhenItIsChosen() throws IOException {
        ChromeDriver chrome = open(FakeStudies.generic("sphere", 60, 4, 1));
        scrollThrough(chrome);
        String panel = "document.querySelector('[data-panel=contour]')";

        chrome.executeScript(panel + ".scrollIntoView({behavior: 'instant'});"
                + "const x = " + panel + ".querySelector('[data-option=x]');"
                + " x.value = [...x.options].find((option) => option.text === 'x3').value;"
                + " x.dispatchEvent(new Event('input', { bubbles: true }));");

        await(chrome, "return " + panel + ".querySelector('.caption').textContent.includes('x3')");
        assertThat(complaints(chrome)).isEmpty();
    }

    private static String firstCell(ChromeDriver chrome) {
        return chrome.findElement(By.cssSelector(".table tbody td")).getText();
    }
}
