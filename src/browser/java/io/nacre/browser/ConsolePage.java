package io.nacre.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** A page of the console in the browser, with all that went wrong on it. */
final class ConsolePage implements AutoCloseable {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;
    private static final List<String> STANDARDS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final List<String> SERIOUS = List.of("serious", "critical");

    private final BrowserContext context;
    private final Page page;
    private final String origin;
    private final List<String> errors = Collections.synchronizedList(new ArrayList<>());

    /** @param signInLink the link that the console prints at its start */
    ConsolePage(Browser browser, String signInLink) {
        this.origin = signInLink.replaceFirst("^(https?://[^/]+).*", "$1");
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin"));
        this.page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.onPageError(error -> errors.add("error on the page: " + error));
        page.onDialog(dialog -> {
            if (!dialog.type().equals("beforeunload")) {
                errors.add("a script opened a dialog: " + dialog.message());
            }
            dialog.accept();
        });
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("Failed to load resource")) {
                errors.add("error in the browser's console: " + message.text());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) {
                errors.add("a request to another host: " + request.url());
            }
        });
        page.navigate(signInLink);
    }

    Page page() {
        return page;
    }

    /** What went wrong since the last call. */
    List<String> takeErrors() {
        List<String> taken = List.copyOf(errors);
        errors.clear();
        return taken;
    }

    void open(String path) {
        Response response = page.navigate(origin + path);
        if (response != null && response.status() >= 400) {
            throw new IllegalStateException(path + " has status " + response.status());
        }
        page.locator("main h1, main .problem").first().waitFor();
    }

    /** The path and the query shown. */
    String address() {
        return page.url().substring(origin.length());
    }

    void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    Locator rows() {
        return page.locator("table.queue tbody tr");
    }

    /** Opens the queue, and waits until it has incidents. */
    void openQueue() {
        open("/?status=open");
        rows().first().waitFor();
    }

    /** Confirms the open dialog, and waits until the write is acknowledged. */
    void confirm() {
        page.locator("dialog[open]").waitFor();
        press("Enter");
        page.locator(".write-done").last().waitFor();
    }

    /** The answer of the console to a request of its own page, as text. */
    String get(String path) {
        return String.valueOf(page.evaluate("path => fetch(path).then(response => response.text())", path));
    }

    void useColours(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    void screenshot(Path file, boolean whole) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(whole));
    }

    /** Serious findings of axe-core on the page shown. */
    List<String> barriers() {
        return new AxeBuilder(page)
                .withTags(STANDARDS).setLegacyMode(true).analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(Objects.toString(rule.getImpact(), "")))
                        .map(rule -> address() + ": " + rule.getId() + " at "
                                + rule.getNodes().get(0).getHtml())
                        .toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
