package dev.fer.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeStudies;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** Trials are brushed, ranged and chosen, and the whole page follows. */
class SelectionTest extends AsReader {
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
    void aRectangleOnALogarithmicHistoryHoldsTheTrialsInIt() throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));
        shown(chrome, "[data-panel=history] .chart");
        press(chrome, "[data-panel=history] [data-option=log]");
        await(chrome, "return location.hash.startsWith('#history.log=')");

        drag(chrome, shown(chrome, "[data-panel=history] .chart"), 0.2, 0.1, 0.6, 0.5);

        await(chrome, "return location.hash.includes('brush.history=')");
        await(chrome, "return /^\\d+ of 40 trials$/.test(" + COUNT + ")");
        String count = (String) chrome.executeScript("return " + COUNT);
        reopen(chrome, hash(chrome));
        await(chrome, "return " + COUNT + " === '" + count + "'");
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
}
