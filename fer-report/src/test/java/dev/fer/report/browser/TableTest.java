package dev.fer.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeStudies;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** The table of trials: columns, order and filter. */
class TableTest extends AsReader {
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
    void whoTypesInTheFilterOfThousandsOfTrialsIsHeardAtTheEndOfTheWord() throws IOException {
        ChromeDriver chrome = open(FakeStudies.generic("large", 4_000, 3, 4));

        Object between = chrome.executeScript("""
                const filter = document.querySelector('[data-option=filter]');
                for (const text of ['t', 'tr', 'trial', 'trial<', 'trial<9']) {
                  filter.value = text;
                  filter.dispatchEvent(new InputEvent('input', { bubbles: true }));
                }
                return %s;
                """.formatted(COUNT));

        assertThat(between).isEqualTo("4,000 trials");
        await(chrome, "return " + COUNT + " === '9 of 4,000 trials'");
    }
}
