package dev.fer.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeStudies;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.HostileNames;
import dev.fer.report.ReportOptions;
import dev.fer.report.StoredStudies;
import dev.fer.report.browser.InBrowser;
import dev.fer.search.Report;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;

/** A report that follows its search, in a real browser. */
class LiveBrowserTest extends InBrowser {
    private static final Fake CNN = FakeStudies.cnn("cnn-tpe", 20, 7);
    private static final String REPORT =
            "const report = document.querySelector('iframe:not(.coming)')?.contentDocument;"
                    + " if (report?.documentElement?.dataset.ready !== 'true') return false; ";

    private final TrialStore store = TrialStores.inMemory();
    private final StudyRecord study =
            store.create(CNN.study().definition(), CNN.study().provenance());

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aTrialThatEndsAppearsWithoutReloadingAndTheReaderStaysWhereSheIs() {
        runUntil(12);
        try (LiveReport live = follow("cnn-tpe")) {
            ChromeDriver chrome = browser();
            await(
                    chrome,
                    REPORT + "return report.querySelector('[data-panel=trials] .count')?.textContent === '12 trials'");
            chrome.executeScript(
                    "window.untouched = true;"
                            + "const report = document.querySelector('iframe').contentWindow;"
                            + "const filter = report.document.querySelector('[data-option=filter]');"
                            + "filter.value = 'state:complete'; filter.dispatchEvent(new report.Event('input', {bubbles: true}));"
                            + "report.document.querySelector('.winner-values details, .chooser, details').open = true;"
                            + "report.document.querySelector('[data-panel=trials]').scrollIntoView({behavior: 'instant'});"
                            + "filter.focus({preventScroll: true}); filter.setSelectionRange(3, 5);"
                            + "window.top0 = report.document.querySelector('[data-panel=trials]').getBoundingClientRect().top;");

            runUntil(13);

            await(
                    chrome,
                    REPORT
                            + "return report.querySelector('[data-panel=trials] .count')?.textContent.endsWith('of 13 trials')");
            Map<?, ?> kept = (Map<?, ?>)
                    chrome.executeScript(
                            "const report = document.querySelector('iframe:not(.coming)').contentWindow;"
                                    + "const filter = report.document.querySelector('[data-option=filter]');"
                                    + "return { untouched: window.untouched, frames: document.querySelectorAll('iframe').length,"
                                    + " filter: filter.value, focused: report.document.activeElement === filter, at: filter.selectionStart,"
                                    + " open: report.document.querySelectorAll('details[open]').length,"
                                    + " top: Math.abs(report.document.querySelector('[data-panel=trials]').getBoundingClientRect().top - window.top0) < 3 }");
            assertThat(kept)
                    .isEqualTo(Map.of(
                            "untouched",
                            true,
                            "frames",
                            1L,
                            "filter",
                            "state:complete",
                            "focused",
                            true,
                            "at",
                            3L,
                            "open",
                            1L,
                            "top",
                            true));
            assertThat(complaints(chrome)).isEmpty();
            assertThat(requests(chrome))
                    .allMatch(url -> url.startsWith(live.address().toString()) || url.startsWith("data:"));
        }
    }

    @Test
    void theCurveOfARunningTrialGrows() {
        runUntil(3);
        int running = StoredStudies.start(store, study, CNN.trials().get(4));
        try (LiveReport live = follow("cnn-tpe")) {
            ChromeDriver chrome = browser();
            await(chrome, REPORT + "return true");
            for (int step = 1; step <= 3; step++) {
                store.report(
                        study.id(), running, new Report(step, Map.of("validation.accuracy", 0.3 + 0.01 * step), step));
            }
            await(
                    chrome,
                    REPORT + "const study = JSON.parse(report.getElementById('report-data').textContent).studies[0];"
                            + " const set = study.curves.find(({ metric }) => metric === 'validation.accuracy');"
                            + " const lengths = new Uint16Array(Uint8Array.from(atob(set.lengths.data), (c) => c.charCodeAt(0)).buffer);"
                            + " return lengths.at(-1) === 3");
            await(
                    chrome,
                    "return document.querySelector('[role=status]').textContent.includes('1\\u00a0trial running')"
                            + " || document.querySelector('[role=status]').textContent.includes('1 trial running')");
            assertThat(live.address()).isNotNull();
        }
    }

    @Test
    void theEndOfTheSearchAndOfTheServerAreTold() {
        runUntil(3);
        ChromeDriver chrome = browser();
        try (LiveReport live = follow("cnn-tpe")) {
            await(
                    chrome,
                    REPORT
                            + "return document.documentElement.className === 'running' || document.documentElement.className === 'resting'");
            assertThat(chrome.getTitle()).contains("cnn-tpe");
            assertThat(live.address()).isNotNull();
        }

        await(chrome, "return document.documentElement.className === 'gone'");

        assertThat(chrome.executeScript("return document.querySelector('[role=status]').textContent"))
                .asString()
                .contains("The server is gone", "fer report --watch");
        assertThat(chrome.executeScript(
                        "return document.querySelector('iframe').contentDocument.querySelector('h1').textContent"))
                .as("what was known stays to be read")
                .isEqualTo("cnn-tpe");
    }

    @Test
    void hostileNamesDoNoHarm() {
        StoredStudies.fill(store, HostileNames.study());
        try (LiveReport live = follow("hostile")) {
            ChromeDriver chrome = browser();
            await(chrome, REPORT + "return true");
            assertThat(chrome.executeScript(
                            "return window.hacked ?? document.querySelector('iframe').contentWindow.hacked"))
                    .isNull();
            assertThat(chrome.executeScript("return document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            assertThat(complaints(chrome)).isEmpty();
            assertThat(live.address()).isNotNull();
        }
    }

    private LiveReport follow(String name) {
        LiveReport live = LiveReport.start(store, List.of(name), ReportOptions.DEFAULT, 0);
        browser().get(live.address().toString());
        return live;
    }

    private void runUntil(int count) {
        for (int number = store.trials(study.id()).size(); number < count; number++) {
            StoredStudies.run(store, study, CNN, number);
        }
    }
}
