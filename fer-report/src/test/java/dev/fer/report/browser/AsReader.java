package dev.fer.report.browser;

import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** What a reader does with a report: press, set, drag, open menus, save, send the address on. */
public abstract class AsReader extends InBrowser {
    /** How many trials the table says it lists. */
    protected static final String COUNT = "document.querySelector('[data-panel=trials] .toolbar .count').textContent";

    /** Returns what the address holds behind the page. */
    protected static String hash(ChromeDriver chrome) {
        return (String) Objects.requireNonNull(chrome.executeScript("return location.hash"));
    }

    /** Sets a control as a reader would. */
    protected static void set(ChromeDriver chrome, String selector, String value) {
        chrome.executeScript("""
                const control = document.querySelector(arguments[0]);
                control.value = arguments[1];
                control.dispatchEvent(new Event('input', { bubbles: true }));
                """, selector, value);
    }

    /** Clicks on an element. */
    protected static void press(ChromeDriver chrome, String selector) {
        shown(chrome, selector).click();
    }

    /** Opens a menu and takes an item. */
    protected static void menu(ChromeDriver chrome, String button, String item) {
        press(chrome, button);
        chrome.findElements(By.cssSelector(".popup:popover-open button")).stream()
                .filter(found -> found.getText().equals(item))
                .findFirst()
                .orElseThrow()
                .click();
    }

    /** Brings an element into the middle of the window. */
    protected static WebElement shown(ChromeDriver chrome, String selector) {
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
    protected static void drag(ChromeDriver chrome, WebElement element, double x0, double y0, double x1, double y1) {
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

    /** Takes the file that an item of a menu makes, instead of saving it. */
    protected static String download(ChromeDriver chrome, String button, String item) {
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

    /** Opens the page anew, as who was sent the link. */
    protected static void reopen(ChromeDriver chrome, String hash) {
        String page = chrome.getCurrentUrl().replaceFirst("#.*", "");
        chrome.get("about:blank");
        chrome.get(page + hash);
        await(chrome, "return document.documentElement.dataset.ready === 'true'");
    }
}
