package dev.fer.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeStudies;
import dev.fer.report.HostileNames;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Panels and tables are saved as files that hold nothing that runs. */
class SavingTest extends AsReader {
    private static final Set<String> DRAWN =
            Set.of("svg", "g", "rect", "path", "text", "line", "defs", "clipPath", "polyline", "polygon", "circle");

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

    private static String saved(ChromeDriver chrome, String panel, String item) {
        return download(chrome, "[data-panel=" + panel + "] .save", item);
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
}
