package dev.fer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.browser.InBrowser;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** Opens the panels about faces in a real Chromium; skipped where none is installed. */
class FacesBrowserTest extends InBrowser {
    @Test
    void facesAreShownWithoutComplaintsAndCellsAndCostsCanBeChosen() throws IOException {
        ChromeDriver chrome = open(FakeFaces.report(true, FakeFaces.cnn("cnn-faces", 40, 7)));

        scrollThrough(chrome);
        assertThat(chrome.executeScript(
                        "return [...document.images].filter((image) => !image.complete || !image.naturalWidth).length"))
                .isEqualTo(0L);
        String cell = "[data-panel=evaluation] .confusion tbody td b";
        assertThat(chrome.findElement(By.cssSelector(cell)).getText()).endsWith("%");
        choose(chrome, "evaluation", "cells", "counts");
        assertThat(chrome.findElement(By.cssSelector(cell)).getText()).matches("\\d+");
        choose(chrome, "cost", "x", "seconds");
        assertThat(complaints(chrome)).isEmpty();
    }

    private static void choose(ChromeDriver chrome, String panel, String option, String value) {
        chrome.executeScript(
                "const control = document.querySelector(`[data-panel=${arguments[0]}] [data-option=${arguments[1]}]`);"
                        + " control.value = arguments[2]; control.dispatchEvent(new Event('input', {bubbles: true}));",
                panel,
                option,
                value);
    }
}
