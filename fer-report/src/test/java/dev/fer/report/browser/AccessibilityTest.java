package dev.fer.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeStudies;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** A report without a mouse, on paper, on a phone. */
class AccessibilityTest extends AsReader {
    @Test
    void everyControlIsReachedByKeyboardWithVisibleFocus() throws IOException {
        ChromeDriver chrome = open(FakeStudies.cnn("cnn-tpe", 40, 7));
        scrollThrough(chrome);
        // Where Tab goes on after scrolling differs between browsers; this is before everything.
        chrome.executeScript("""
                scrollTo(0, 0);
                const start = document.createElement('span');
                start.tabIndex = -1;
                document.body.prepend(start);
                start.focus();
                """);
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
        show(360, false);
        ChromeDriver chrome = open(FakeStudies.generic("wide", 60, 200, 3));
        scrollThrough(chrome);

        press(chrome, ".contents > button");
        press(chrome, ".contents li:last-child a");

        assertThat(chrome.executeScript("return document.documentElement.scrollWidth"))
                .isEqualTo(360L);
        assertThat(complaints(chrome)).isEmpty();
    }
}
