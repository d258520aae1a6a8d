package dev.fer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.browser.InBrowser;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** Opens comparisons in a real Chromium; skipped where none is installed. */
class ComparisonBrowserTest extends InBrowser {
    @Test
    void aComparisonIsJudgedByTheChosenBudget() throws IOException {
        ChromeDriver chrome = open(FakeContenders.pairs(6).toArray(Fake[]::new));
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
        ChromeDriver chrome = open(hostile, FakeContenders.seeded(hostile, "random", 7), FakeStudies.cnn("cnn", 5, 1));

        scrollThrough(chrome);

        assertThat(chrome.executeScript("return window.hacked")).isNull();
        assertThat(chrome.findElements(By.cssSelector("img"))).isEmpty();
        assertThat(complaints(chrome)).isEmpty();
    }
}
