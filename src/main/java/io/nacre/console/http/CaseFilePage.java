package io.nacre.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.nacre.secret.OutputEscaper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One incident as a page to print, for auditors: all texts are escaped, all times are in UTC, and nothing is left to a
 * script. It is made of the JSON of the incident's page as the session sees it, so it masks what that masks.
 */
final class CaseFilePage {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final String NONE = "–";

    private final JsonNode page;
    private final MessageCatalogue messages;
    private final StringBuilder html = new StringBuilder();

    /**
     * A page.
     *
     * @param page the JSON of the page of an incident
     */
    CaseFilePage(JsonNode page, MessageCatalogue messages) {
        this.page = page;
        this.messages = messages;
    }

    /**
     * The page as HTML.
     *
     * @param masked whether personal data is replaced by pseudonyms
     */
    String html(String printedBy, long printedAtMs, boolean masked) {
        JsonNode incident = page.path("incident");
        String title = t("case_file.title") + " " + text(incident, "incident_id");
        html.append("<!doctype html>\n<html lang=\"")
                .append(messages.language())
                .append("\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escape(title))
                .append("</title>\n<link rel=\"stylesheet\" href=\"/case-file.css\"></head>\n<body><main>\n<h1>")
                .append(escape(title))
                .append("</h1>\n");
        facts(List.of(
                row(t("case_file.printed_by"), printedBy),
                row(t("case_file.printed_at"), TIME.format(Instant.ofEpochMilli(printedAtMs)))));
        if (masked) {
            note(t("case_file.masked"));
        }
        incident(incident);
        decision(incident);
        reasons();
        trail();
        people();
        timeline();
        return html.append("</main></body></html>\n").toString();
    }

    private void incident(JsonNode incident) {
        heading(t("case_file.incident"));
        facts(List.of(
                row(t("column.account"), text(incident, "account_id")),
                row(t("case_file.entity"), text(incident, "entity")),
                row(t("column.state"), label("status", incident, "status")),
                row(t("column.severity"), label("severity", incident, "severity")),
                row(t("column.loss"), text(incident, "expected_loss") + " " + text(incident, "loss_currency")),
                row(t("case_file.opened"), time(incident, "opened_at")),
                row(t("case_file.updated"), time(incident, "updated_at")),
                row(t("column.due"), time(incident, "due_at")),
                row(t("entity.payments"), text(incident, "transaction_count")),
                row(t("column.assignee"), text(incident, "assignee"))));
        heading(t("type.transaction"));
        JsonNode payment = page.path("payment");
        facts(List.of(
                row(t("case_file.id"), text(incident, "transaction_id")),
                row(t("column.time"), time(payment, "event_time")),
                row(t("column.amount"), text(incident.path("amount"), "text")),
                row(t("column.channel"), label("channel", payment, "channel")),
                row(t("column.merchant"), text(incident, "merchant")),
                row(t("case_file.category"), text(incident, "merchant_category")),
                row(t("column.country"), text(incident, "country")),
                row(t("type.ip"), text(payment, "ip")),
                row(t("type.device"), text(payment, "device_id")),
                row(t("type.counterparty"), text(payment, "counterparty_id"))));
    }

    private void decision(JsonNode incident) {
        JsonNode payment = page.path("payment");
        heading(t("kind.decision"));
        facts(List.of(
                row(t("column.outcome"), label("outcome", incident, "outcome")),
                row(t("case_file.cause"), label("cause", payment, "cause")),
                row(t("audit.detail"), text(payment, "cause_detail")),
                row(t("column.score"), text(payment, "score")),
                row(t("case_file.decided"), time(payment, "decided_at")),
                row(t("evidence.bundle"), text(page, "bundle_id"))));
        table(
                t("evidence.rules"),
                List.of(t("rules.rule"), t("model.version"), t("column.outcome"), t("column.state")),
                page.path("rules"),
                rule -> List.of(
                        text(rule, "rule_id"),
                        text(rule, "version"),
                        label("outcome", rule, "outcome"),
                        rule.path("failed").asBoolean()
                                ? t("evidence.rule_failed")
                                : rule.path("shadow").asBoolean() ? t("stage.shadow") : t("stage.live")));
    }

    private void reasons() {
        heading(t("reasons.title"));
        JsonNode reasons = page.path("reasons");
        if (reasons.isEmpty()) {
            note(t("reasons.none"));
            return;
        }
        html.append("<ol>\n");
        for (JsonNode reason : reasons) {
            html.append("<li>")
                    .append(escape(text(reason, "description")))
                    .append(" (")
                    .append(escape(text(reason, "code")))
                    .append(")</li>\n");
        }
        html.append("</ol>\n");
    }

    private void trail() {
        table(
                t("trail.title"),
                List.of(t("trail.layer"), t("trail.change"), t("trail.after")),
                page.path("trail"),
                step -> List.of(
                        label("layer", step, "layer"), decimal(step, "contribution"), decimal(step, "probability")));
    }

    private void people() {
        table(
                t("verdicts.title"),
                List.of(t("column.time"), t("kind.verdict"), t("field.reason"), t("team.analyst"), t("field.note")),
                page.path("verdicts"),
                verdict -> List.of(
                        time(verdict, "found_at"),
                        label("finding", verdict, "finding"),
                        label("verdict_reason", verdict, "reason"),
                        text(verdict, "analyst"),
                        text(verdict, "note")));
        table(
                t("notes.title"),
                List.of(t("column.time"), t("audit.actor"), t("kind.note")),
                page.path("notes"),
                note -> List.of(time(note, "at"), text(note, "actor"), text(note, "text")));
        table(
                t("entity.actions"),
                List.of(t("column.time"), t("audit.action"), t("team.by"), t("entity.until"), t("field.reason")),
                page.path("timeline"),
                event -> text(event, "kind").equals("freeze")
                                || text(event, "kind").equals("release")
                        ? List.of(
                                time(event, "at"),
                                label("kind", event, "kind"),
                                text(event, "actor"),
                                time(event, "expires_at"),
                                text(event, "text"))
                        : List.of());
    }

    private void timeline() {
        table(
                t("timeline.title"),
                List.of(t("column.time"), t("audit.action"), t("audit.detail")),
                page.path("timeline"),
                event -> List.of(time(event, "at"), label("kind", event, "kind"), details(event)));
        note(t("case_file.latest"));
    }

    /** What the timeline says about an event, part by part. */
    private String details(JsonNode event) {
        Stream<String> parts = Stream.of(
                text(event, "transaction_id"),
                text(event.path("amount"), "text"),
                text(event, "merchant"),
                label("outcome", event, "outcome"),
                label("cause", event, "cause"),
                label("finding", event, "finding"),
                label("verdict_reason", event, "reason"),
                text(event, "text"),
                text(event, "actor"));
        String joined = String.join(
                " · ", parts.filter(part -> !part.equals(NONE)).distinct().toList());
        return joined.isEmpty() ? NONE : joined;
    }

    private void heading(String text) {
        html.append("<h2>").append(escape(text)).append("</h2>\n");
    }

    private void note(String text) {
        html.append("<p class=\"quiet\">").append(escape(text)).append("</p>\n");
    }

    private static Map.Entry<String, String> row(String name, String value) {
        return Map.entry(name, value);
    }

    private void facts(List<Map.Entry<String, String>> rows) {
        html.append("<table class=\"facts\"><tbody>\n");
        rows.forEach(row -> html.append("<tr><th scope=\"row\">")
                .append(escape(row.getKey()))
                .append("</th><td>")
                .append(escape(row.getValue()))
                .append("</td></tr>\n"));
        html.append("</tbody></table>\n");
    }

    /** @param cells the cells of an item; none to leave it out */
    private void table(String title, List<String> heads, JsonNode items, Function<JsonNode, List<String>> cells) {
        heading(title);
        List<List<String>> rows = new ArrayList<>(StreamSupport.stream(items.spliterator(), false)
                .map(cells)
                .filter(row -> !row.isEmpty())
                .toList());
        if (rows.isEmpty()) {
            note(t("evidence.no_rules"));
            return;
        }
        html.append("<table><thead><tr>");
        heads.forEach(
                head -> html.append("<th scope=\"col\">").append(escape(head)).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            row.forEach(cell -> html.append("<td>").append(escape(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        html.append("</tbody></table>\n");
    }

    private String t(String key) {
        return messages.t(key);
    }

    private String label(String group, JsonNode object, String field) {
        String code = text(object, field);
        return code.equals(NONE) ? NONE : messages.label(group, code);
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isNull() || value.isMissingNode() || value.asText().isEmpty() ? NONE : value.asText();
    }

    private static String decimal(JsonNode object, String field) {
        return String.format(Locale.ROOT, "%.4f", object.path(field).asDouble());
    }

    private static String time(JsonNode object, String field) {
        String text = text(object, field);
        if (text.equals(NONE)) {
            return NONE;
        }
        try {
            return TIME.format(
                    text.chars().allMatch(Character::isDigit)
                            ? Instant.ofEpochMilli(Long.parseLong(text))
                            : Instant.parse(text));
        } catch (DateTimeParseException | NumberFormatException e) {
            return text;
        }
    }

    private static String escape(String text) {
        return OutputEscaper.html(text);
    }
}
