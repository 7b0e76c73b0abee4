package io.nacre.browser;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an analyst does at the console, step by step, and what must come of it. */
final class ConsoleSteps {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PAGES = List.of("/search?q=C", "/audit", "/team", "/model", "/rules", "/what-if");

    private static final int MOST_WORKED = 30;

    private final ConsolePage console;
    private final Page page;
    private final @Nullable TopicWitness topics;
    private final @Nullable Path screenshots;
    private int keys;

    /** Something that is done and checked. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    ConsoleSteps(ConsolePage console, @Nullable TopicWitness topics, @Nullable Path screenshots) {
        this.console = console;
        this.page = console.page();
        this.topics = topics;
        this.screenshots = screenshots;
    }

    /** The steps by their names, in order. */
    Map<String, Step> all() {
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put("the queue fills", this::queueFills);
        steps.put("filters survive reload and back", this::filtersSurvive);
        steps.put("keys walk through the queue", this::keysWalk);
        steps.put("keys do nothing in text fields", this::keysAreInertInFields);
        steps.put("a stale response is thrown away", this::staleResponseIsThrownAway);
        steps.put("a write without the token is refused", this::tokenIsNeeded);
        steps.put("axe-core finds no barrier", this::noBarriers);
        if (screenshots != null) {
            steps.put("screenshots", this::takeScreenshots);
        }
        steps.put("a rule is tried on history", this::tryRule);
        steps.put("other thresholds are tried on history", this::tryThresholds);
        steps.put("take next shows the trail", this::takeNext);
        steps.put("one key is undone by another", this::undo);
        steps.put("a failed write is repeated by a key", this::repeatFailedWrite);
        if (topics != null) {
            steps.put("hostile names stay text", this::hostileNamesStayText);
            steps.put("a freeze by keyboard declines the next payment", this::freeze);
        }
        steps.put("a verdict by keyboard is recorded", this::verdict);
        steps.put("incidents are worked off by keyboard", this::workOff);
        return steps;
    }

    private void queueFills() throws JsonProcessingException {
        console.openQueue();

        assertThat(console.rows().count()).isPositive();
        assertThat(page.locator(".live").textContent()).isEqualTo("Live");
        List<Double> losses = new ArrayList<>();
        api("/api/incidents?status=open")
                .path("items")
                .forEach(item -> losses.add(item.path("expected_loss").asDouble()));
        assertThat(losses).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    private void filtersSurvive() {
        console.openQueue();
        page.locator(".filters .segment").first().click();
        page.locator("[aria-label='Search in the queue']").fill("C");
        page.waitForURL(url -> url.contains("q=C"));
        String address = console.address();

        page.reload();
        page.locator("main h1").waitFor();

        assertThat(console.address()).isEqualTo(address).contains("severity=CRITICAL", "q=C");
        assertThat(page.locator("[aria-label='Search in the queue']").inputValue())
                .isEqualTo("C");
        assertThat(page.locator(".segment[aria-pressed=true]").textContent().strip())
                .isEqualTo("Critical");
        page.goBack();
        assertThat(console.address()).isEqualTo("/?status=open");
    }

    private void keysWalk() {
        console.openQueue();
        console.press("j", "j", "k");

        assertThat(console.rows().first().getAttribute("aria-current")).isEqualTo("true");
        console.press("Enter");
        page.locator(".trail-table tbody tr").first().waitFor();
        assertThat(console.address()).startsWith("/incidents/");
        console.press("?");
        assertThat(page.locator("dialog[open] h2").textContent()).isEqualTo("Keys");
        console.press("Escape", "Escape");
        console.rows().first().waitFor();
    }

    private void keysAreInertInFields() {
        console.openQueue();
        console.press("j", "/");
        page.keyboard().type("nf123");

        assertThat(page.locator(".top-search input").inputValue()).isEqualTo("nf123");
        assertThat(page.locator("dialog[open]").count()).isZero();
        assertThat(console.address()).isEqualTo("/?status=open");
        console.press("Escape");
    }

    private void staleResponseIsThrownAway() throws JsonProcessingException {
        console.openQueue();
        console.press("j");
        String shown = console.rows().first().textContent();
        ObjectNode stale = (ObjectNode) api("/api/incidents?limit=50&status=open");
        stale.put("revision", 0);
        ((ObjectNode) stale.path("items").get(0)).put("account_id", "STALE");
        page.route(
                "**/api/incidents?*",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(stale.toString())));
        page.evaluate("() => import('/http.js').then(http => http.announceChange({}))");
        page.waitForTimeout(1500);
        page.unroute("**/api/incidents?*");

        assertThat(page.locator("table.queue").textContent()).doesNotContain("STALE");
        assertThat(console.rows().first().textContent().substring(0, 8)).isEqualTo(shown.substring(0, 8));
    }

    private void tokenIsNeeded() {
        Object status = page.evaluate("() => fetch('/api/incidents/take-next', {method: 'POST', body: '{}',"
                + " headers: {'Content-Type': 'application/json'}}).then(response => response.status)");

        assertThat(status).isEqualTo(403);
    }

    private void noBarriers() {
        List<String> barriers = new ArrayList<>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            console.useColours(scheme);
            console.openQueue();
            barriers.addAll(console.barriers());
            openFirst();
            barriers.addAll(console.barriers());
            console.press("?");
            barriers.addAll(console.barriers());
            console.press("Escape");
            page.locator(".incident-title h1 a").click();
            page.locator("#panel-actions").waitFor();
            barriers.addAll(console.barriers());
            for (String path : PAGES) {
                console.open(path);
                barriers.addAll(console.barriers());
            }
        }
        console.useColours(ColorScheme.LIGHT);

        assertThat(barriers).isEmpty();
    }

    private void openFirst() {
        page.locator("table.queue tbody tr .account-cell a").first().click();
        page.locator(".trail-table tbody tr").first().waitFor();
    }

    private void takeScreenshots() {
        Path folder = requireNonNull(screenshots, "screenshots is null");
        console.openQueue();
        console.press("j");
        console.screenshot(folder.resolve("console-queue.png"), false);
        openFirst();
        page.locator(".map svg, #panel-map ~ p").first().waitFor();
        page.waitForTimeout(1000);
        console.screenshot(folder.resolve("console-incident.png"), false);
        console.useColours(ColorScheme.DARK);
        page.waitForTimeout(300);
        console.screenshot(folder.resolve("console-incident-dark.png"), false);
        console.useColours(ColorScheme.LIGHT);
    }

    private void tryRule() throws JsonProcessingException {
        console.open("/rules");
        page.locator("textarea.code").fill("tx.amount > 200.0");
        console.press("Control+Enter");
        page.locator("[role=status] .figures dd").first().waitFor();
        if (screenshots != null) {
            page.waitForTimeout(500);
            console.screenshot(screenshots.resolve("console-rules.png"), false);
        }

        JsonNode answer = JSON.readTree(String.valueOf(
                page.evaluate("() => import('/http.js').then(http => http.request('POST', '/api/rules/check',"
                        + " {expression: 'tx.amount > 200.0'})).then(answer => JSON.stringify(answer))")));
        assertThat(answer.path("valid").asBoolean()).isTrue();
        assertThat(answer.path("matches").asLong()).isPositive();
        page.locator("textarea.code").fill("tx.amoun > 200.0");
        console.press("Control+Enter");
        page.locator("[role=status] .problem pre").waitFor();
        assertThat(page.locator("[role=status] .problem pre").textContent()).contains("tx.amount");
    }

    private void tryThresholds() {
        console.open("/what-if?review=0.2");
        page.locator("table.comparison tbody tr").first().waitFor();

        assertThat(page.locator("table.comparison tbody tr").count()).isGreaterThan(3);
    }

    private void takeNext() throws JsonProcessingException {
        console.openQueue();
        console.press("n");
        page.locator(".trail-table tbody tr").first().waitFor();

        assertThat(page.locator(".trail-table tbody tr").count()).isGreaterThan(5);
        assertThat(page.locator(".trail-bar").count())
                .isEqualTo(page.locator(".trail-table tbody tr").count());
        assertThat(incident().path("assignee").asText())
                .isEqualTo(api("/api/session").path("analyst").asText());
    }

    private void undo() {
        List<String> sent = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().endsWith("/escalate")) {
                sent.add(request.url());
            }
        });
        console.openQueue();
        openFirst();
        console.press("e");
        page.locator(".write-waiting").waitFor();
        console.press("u");
        page.waitForTimeout(6000);

        assertThat(sent).isEmpty();
        assertThat(page.locator(".write").count()).isZero();
    }

    private void repeatFailedWrite() throws JsonProcessingException {
        console.openQueue();
        openFirst();
        page.route("**/notes", Route::abort);
        String note = "a note with <b>markup</b> at " + Instant.now();
        console.press("m");
        page.keyboard().type(note);
        page.keyboard().press("Control+Enter");
        page.locator(".write-failed").waitFor();
        page.unroute("**/notes");
        assertThat(api(incidentApi()).path("notes").toString()).doesNotContain(note);

        console.press("Escape", "r");
        page.locator(".notes .note-text")
                .filter(new Locator.FilterOptions().setHasText(note))
                .waitFor();

        assertThat(api(incidentApi()).path("notes").findValuesAsText("text")).containsOnlyOnce(note);
    }

    /** A merchant's name comes from the platform, and so from whoever pays. */
    private void hostileNamesStayText() throws JsonProcessingException {
        TopicWitness witness = requireNonNull(topics, "topics is null");
        String account = incident().path("account_id").asText();
        String caseFile = "/incidents/" + encode(incident().path("incident_id").asText()) + "/case-file";
        long atMs = newestPaymentMs(account);
        String prefix = "check-" + System.currentTimeMillis() + "-";
        for (int k = 0; k < HostileNames.ALL.size(); k++) {
            witness.pay(prefix + k, account, atMs + k + 1, 99_900, HostileNames.ALL.get(k));
        }
        assertThat(witness.decision(prefix + (HostileNames.ALL.size() - 1))).isNotNull();
        int elements = elements();
        List<String> pages =
                new ArrayList<>(List.of(console.address(), "/accounts/" + encode(account), "/?q=" + encode(account)));
        HostileNames.ALL.forEach(name -> pages.add("/search?q=" + encode(name)));
        HostileNames.ALL.forEach(name -> pages.add("/entities/merchant/" + encode(name)));
        for (String path : pages) {
            console.open(path);
            page.waitForTimeout(300);
            assertThat(page.evaluate("() => window.pwned")).as(path).isNull();
            assertThat(elements()).as("scripts and frames on " + path).isEqualTo(elements);
            assertThat(page.locator("a[href^='javascript:' i]").count())
                    .as(path)
                    .isZero();
        }
        console.open(caseFile);
        assertThat(page.evaluate("() => window.pwned")).as(caseFile).isNull();
        assertThat(elements()).as("scripts and frames in a case file").isZero();
        console.open("/accounts/" + encode(account));
        page.locator("table.payments tbody tr").first().waitFor();
        String text = page.locator("main").textContent();
        assertThat(text)
                .contains(HostileNames.ALL.get(0), HostileNames.ALL.get(1), "gnp.exe")
                .doesNotContain("\u202E");
        page.goBack();
    }

    private int elements() {
        return page.locator("script, iframe, object, embed, main img, main style, main math")
                .count();
    }

    private void freeze() throws JsonProcessingException {
        TopicWitness witness = requireNonNull(topics, "topics is null");
        console.openQueue();
        openFirstThat("false");
        String account = incident().path("account_id").asText();
        console.press("f");
        console.confirm();

        assertThat(witness.actions())
                .anyMatch(action -> action.accountId().equals(account)
                        && action.type() == AccountAction.Type.FREEZE
                        && action.reason().startsWith("Incident "));
        String id = "check-frozen-" + System.currentTimeMillis();
        witness.pay(id, account, newestPaymentMs(account) + 60_000, 500, "bakery");
        Decision decision = requireNonNull(witness.decision(id), "no decision on the next payment");
        assertThat(decision.outcome()).isEqualTo(Outcome.DECLINE);
        assertThat(decision.cause()).isEqualTo(Cause.FROZEN);
    }

    /** Opens the first incident of an account that is frozen or not. */
    private void openFirstThat(String frozen) throws JsonProcessingException {
        for (JsonNode item : api("/api/incidents?status=open").path("items")) {
            if (item.path("frozen").asText().equals(frozen)
                    && item.path("account_count").asInt() == 1) {
                console.open("/incidents/" + encode(item.path("incident_id").asText()));
                page.locator(".trail-table tbody tr").first().waitFor();
                return;
            }
        }
        throw new IllegalStateException("the queue has no incident with frozen=" + frozen);
    }

    private void verdict() throws JsonProcessingException {
        console.openQueue();
        openFirst();
        JsonNode incident = incident();
        console.press("1");
        page.locator("dialog[open]").waitFor();
        console.press("2");
        Response answer = page.waitForResponse(
                response -> response.url().endsWith("/api/verdicts"), () -> console.press("Enter"));

        assertThat(answer.status()).isEqualTo(200);
        page.locator(".incident-title .finding-fraud").waitFor();
        if (topics != null) {
            assertThat(topics.verdicts())
                    .anyMatch(verdict -> verdict.accountId()
                                    .equals(incident.path("account_id").asText())
                            && verdict.finding() == Verdict.Finding.FRAUD
                            && verdict.reason() == Verdict.Reason.STOLEN_CARD);
        }
    }

    /** Takes the next incident, reads its trail, and gives a verdict with a reason: as often as there are incidents. */
    private void workOff() throws JsonProcessingException {
        console.openQueue();
        int before = keys;
        long startNs = System.nanoTime();
        int worked = 0;
        while (worked < MOST_WORKED && takesNext()) {
            page.locator(".trail-table tbody tr").first().waitFor();
            press("2");
            page.locator("dialog[open]").waitFor();
            press("1");
            Response answer =
                    page.waitForResponse(response -> response.url().endsWith("/api/verdicts"), () -> press("Enter"));
            assertThat(answer.status()).isEqualTo(200);
            page.locator(".incident-title .finding-legitimate").waitFor();
            worked++;
        }
        assertThat(worked).isPositive();
        System.out.printf(
                "      %d incidents by keyboard: %.1f keys and %.1f s each, without the time to read%n",
                worked, (double) (keys - before) / worked, (System.nanoTime() - startNs) / 1e9 / worked);
    }

    /** False if none is left. The page of the next incident is shown at the end. */
    private boolean takesNext() throws JsonProcessingException {
        Response next = page.waitForResponse(response -> response.url().contains("/take-next"), () -> press("n"));
        if (next.status() != 200) {
            return false;
        }
        String id = JSON.readTree(next.text()).at("/incident/incident_id").asText();
        page.locator("main").getByText(id).first().waitFor();
        return true;
    }

    private void press(String key) {
        console.press(key);
        keys++;
    }

    private long newestPaymentMs(String account) throws JsonProcessingException {
        JsonNode payments = api("/api/accounts/" + encode(account)).path("payments");
        return Instant.parse(payments.get(0).path("event_time").asText()).toEpochMilli();
    }

    /** The incident of the page shown. */
    private JsonNode incident() throws JsonProcessingException {
        return api(incidentApi()).path("incident");
    }

    private String incidentApi() {
        return "/api" + console.address();
    }

    private JsonNode api(String path) throws JsonProcessingException {
        return JSON.readTree(console.get(path));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
