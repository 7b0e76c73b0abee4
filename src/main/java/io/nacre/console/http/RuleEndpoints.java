package io.nacre.console.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.nacre.console.access.ConsoleSession;
import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.ExampleTable;
import io.nacre.console.store.PaymentRow;
import io.nacre.console.store.PaymentTable;
import io.nacre.console.store.RuleHitReport;
import io.nacre.console.work.BlastRadius;
import io.nacre.console.work.BlastRadius.Matched;
import io.nacre.console.work.BlastRadius.PaymentId;
import io.nacre.console.work.BlastRadius.Period;
import io.nacre.console.work.RuleBacktest;
import io.nacre.console.work.RulePublisher;
import io.nacre.console.work.RulePublisher.Draft;
import io.nacre.decision.Outcome;
import io.nacre.payment.Currencies;
import io.nacre.payment.Money;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleException;
import io.nacre.rules.RuleReport;
import io.nacre.rules.RuleStage;
import io.nacre.rules.WilsonInterval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules: what each version matched, what an expression would have matched, and the publication of a version. */
final class RuleEndpoints {

    private final ConsoleDatabase database;
    private final RulePublisher publisher;
    private final RuleBacktest trial;
    private final AuditRecorder audit;

    RuleEndpoints(ConsoleDatabase database, RulePublisher publisher, AuditRecorder audit) {
        this.database = database;
        this.publisher = publisher;
        this.trial = new RuleBacktest(database, System::nanoTime);
        this.audit = audit;
    }

    /** All versions of all rules, with what they matched in the last month. */
    void list(ConsoleSession user, Context context) {
        List<Rule> rules = publisher.registry().all();
        ObjectNode json = database.read(handle -> {
            Map<String, RuleReport.Line> lines = new HashMap<>();
            RuleHitReport.of(handle).lines().forEach(line -> lines.put(line.key(), line));
            ObjectNode answer = ConsoleJson.object()
                    .put("revision", ConsoleDatabase.revision(handle))
                    .put("period_days", ExampleTable.KEPT_DAYS);
            answer.set(
                    "rules",
                    ConsoleJson.array(rules.stream()
                            .map(rule -> rule(rule, lines.get(rule.key())))
                            .toList()));
            return answer;
        });
        Responses.json(context, json);
    }

    private static ObjectNode rule(Rule rule, RuleReport.@Nullable Line line) {
        ObjectNode json = rule(rule)
                .put("matches", line == null ? 0 : line.hits())
                .put("failures", line == null ? 0 : line.failures())
                .put("labelled", line == null ? 0 : line.labelled())
                .put("frauds", line == null ? 0 : line.frauds())
                .put("precision", line == null ? null : share(line.precision()))
                .put("recall", line == null ? null : share(line.recall()));
        json.set("precision_interval", line == null ? null : interval(line.precisionInterval()));
        return json;
    }

    /** A version of a rule. */
    static ObjectNode rule(Rule rule) {
        return ConsoleJson.object()
                .put("rule_id", rule.id())
                .put("version", rule.version())
                .put("stage", rule.stage().name())
                .put("outcome", rule.outcome().name())
                .put("hard", rule.strength() == Rule.Enforcement.HARD)
                .put("owner", rule.owner())
                .put("description", rule.description())
                .put("expression", rule.expression())
                .put("actor", rule.actor())
                .put("updated_at", ConsoleJson.time(rule.stagedAtMs()));
    }

    /** Whether an expression is valid, and what it would have matched in the last month. */
    void check(ConsoleSession user, Context context) {
        String expression = RequestBody.of(context).text("expression");
        audit.record(user, "check-rule", null, expression);
        Set<String> notStored;
        try {
            notStored = RuleBacktest.notStored(expression);
        } catch (RuleException e) {
            ObjectNode json = ConsoleJson.object().put("valid", false);
            json.set("error", ConsoleJson.object().put("message", e.getMessage()));
            Responses.json(context, json);
            return;
        }
        ObjectNode json = ConsoleJson.object().put("valid", true);
        ArrayNode names = json.putArray("not_stored");
        notStored.forEach(names::add);
        if (notStored.isEmpty()) {
            long startedNs = System.nanoTime();
            BlastRadius radius = trial.run(expression);
            add(json, radius);
            json.put("took_ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNs));
        }
        Responses.json(context, json);
    }

    private void add(ObjectNode json, BlastRadius radius) {
        Period period = radius.period();
        Matched matched = radius.matched();
        json.put("rows", period.rows())
                .put("since", period.rows() == 0 ? null : ConsoleJson.time(period.sinceMs()))
                .put("until", period.rows() == 0 ? null : ConsoleJson.time(period.untilMs()))
                .put("estimated", period.isSample())
                .put("complete", period.isWhole())
                .put("other_features", period.otherFeatures())
                .put("incomplete", period.incomplete())
                .put("payments", Math.round(radius.payments()))
                .put("matches", Math.round(matched.payments()))
                .put("labelled", Math.round(matched.labelled()))
                .put("frauds", Math.round(matched.frauds()))
                .put("all_frauds", Math.round(radius.frauds()))
                .put("failures", Math.round(radius.failures()))
                .put("new_alerts", Math.round(matched.newAlerts()))
                .put("precision", share(radius.precision()))
                .put("recall", share(radius.recall()))
                .put(
                        "amount_text",
                        matched.minorUnits().isEmpty()
                                ? null
                                : matched.minorUnits().entrySet().stream()
                                        .map(amount -> amountText(amount.getKey(), amount.getValue()))
                                        .collect(Collectors.joining(" + ")));
        json.set("fraud_interval", interval(matched.precisionInterval()));
        ObjectNode examples = ConsoleJson.object();
        examples.set("frauds", payments(radius.examples().frauds()));
        examples.set("legitimate", payments(radius.examples().legitimate()));
        examples.set("unlabelled", payments(radius.examples().unlabelled()));
        examples.set("missed", payments(radius.examples().missed()));
        json.set("examples", examples);
    }

    /** The sum may be above the largest amount of one payment. */
    private static String amountText(String currency, double minorUnits) {
        return Money.grouped(BigDecimal.valueOf(Math.round(minorUnits), Currencies.minorDigits(currency))) + " "
                + currency;
    }

    private ArrayNode payments(List<PaymentId> ids) {
        List<ObjectNode> payments = new ArrayList<>();
        database.read(handle -> {
            for (PaymentId id : ids) {
                PaymentRow row = PaymentTable.find(handle, id.accountId(), id.transactionId());
                if (row != null) {
                    payments.add(ConsoleJson.payment(row, false));
                }
            }
            return payments;
        });
        return ConsoleJson.array(payments);
    }

    private static @Nullable Double share(double share) {
        return Double.isNaN(share) ? null : (Double) share;
    }

    private static @Nullable ArrayNode interval(@Nullable WilsonInterval interval) {
        return interval == null
                ? null
                : JsonNodeFactory.instance.arrayNode().add(interval.lower()).add(interval.upper());
    }

    /** Publishes a new version as a draft, or moves a version to another stage. */
    void publish(ConsoleSession user, Context context) {
        RequestBody body = RequestBody.of(context);
        String id = body.text("rule_id");
        RuleStage stage = body.oneOf("stage", RuleStage.class);
        if (stage == RuleStage.DRAFT) {
            Draft draft = new Draft(
                    id,
                    body.text("owner"),
                    body.text("description"),
                    body.text("expression"),
                    body.flag("hard") ? Rule.Enforcement.HARD : Rule.Enforcement.SOFT,
                    body.oneOf("outcome", Outcome.class));
            int latest = version(body, "latest", 0);
            audit.record(user, "publish-rule", null, id + " as DRAFT: " + draft.expression());
            answer(publisher.publish(draft, latest, user.analyst()), context);
        } else {
            int version = version(body, "version", 1);
            RuleStage from = body.oneOf("from", RuleStage.class);
            audit.record(user, "publish-rule", null, id + "@" + version + " from " + from + " to " + stage);
            answer(publisher.move(id, version, from, stage, user.analyst()), context);
        }
    }

    private static int version(RequestBody body, String field, int min) {
        Long number = body.optionalNumber(field);
        if (number == null || number < min || number > Rule.MAX_VERSION) {
            throw RequestBody.invalid(
                    field, field + " is not a version", "give the version that the page shows, from " + min);
        }
        return number.intValue();
    }

    private static void answer(Rule rule, Context context) {
        ObjectNode json = ConsoleJson.object();
        json.set("rule", rule(rule));
        Responses.json(context, json);
    }
}
