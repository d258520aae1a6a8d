package dev.fer.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeStudies;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** What a reader has set stands in the address, and a link that is sent on shows the same. */
class AddressTest extends AsReader {
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
}
