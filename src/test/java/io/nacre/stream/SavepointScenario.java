package io.nacre.stream;

import static io.nacre.decision.control.AccountAction.Scope.OUTGOING;

import io.nacre.codec.Contract;
import io.nacre.decision.Cause;
import io.nacre.decision.Chargeback;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.ActorType;
import io.nacre.decision.control.ListEntry;
import io.nacre.feature.Payments;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleStage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What happens before a savepoint is stored: something in every state that the job keeps. */
final class SavepointScenario {

    private static final String FROZEN = "acct-6";
    private static final String LISTED = "acct-5";
    private static final int BEFORE = 240;
    private static final int AFTER = 24;

    private final List<LabelledTransaction> payments = Payments.labelled(BEFORE + AFTER, 20_260);

    /** A record of the part that comes after the savepoint. */
    record Step(String key, byte[] bytes, long brokerMs) {}

    /** Plays the part before the savepoint. */
    void play(JobHarness job) throws Exception {
        job.send("profiles", Contract.ACCOUNT_PROFILE, "acct-1", profile(), Payments.START_MS);
        int labels = 0;
        for (LabelledTransaction each : payments.subList(0, BEFORE)) {
            pay(each.transaction(), job);
            Label label = each.label();
            if (label != null) {
                Chargeback chargeback =
                        new Chargeback(label.accountId(), label.transactionId(), null, label.knownAtMs());
                job.send("chargebacks", Contract.CHARGEBACK, label.accountId(), chargeback, label.knownAtMs());
                labels++;
            }
        }
        job.notes().await(BEFORE, labels);
        long nowMs = atMs(BEFORE - 1);
        sendLifecycleEvents(nowMs, job);
        job.send("rules", Contract.RULE, "any", rule(nowMs), nowMs);
        job.send("actions", Contract.ACCOUNT_ACTION, FROZEN, freeze(nowMs), nowMs);
        job.send("lists", Contract.LIST_ENTRY, "any", watch(nowMs), nowMs);
        probe(job, FROZEN, decision -> decision.cause() == Cause.FROZEN);
        probe(job, LISTED, decision -> decision.cause() == Cause.WATCHED);
        probe(
                job,
                "acct-0",
                decision -> !decision.scoring().rulesAndChallenger().rules().isEmpty());
    }

    /** A payment of the future has events that wait for it. */
    private void sendLifecycleEvents(long untilMs, JobHarness job) throws Exception {
        Set<String> known = new HashSet<>();
        int applied = 0;
        for (int i = 0; i < payments.size(); i++) {
            for (LifecycleEvent event : payments.get(i).lifecycle()) {
                if (event.occurredAtMs() <= untilMs || i >= BEFORE) {
                    job.send("lifecycle", Contract.LIFECYCLE_EVENT, event.accountId(), event, event.occurredAtMs());
                    boolean first = known.add(event.transactionId() + " " + event.eventId());
                    applied += first && i < BEFORE ? 1 : 0;
                }
            }
        }
        job.awaitCount("lifecycle_events_total", applied);
    }

    /** The part after it: new payments, a repeat of an earlier one, and another payment with an earlier one's id. */
    List<Step> next() {
        List<Step> steps = new ArrayList<>();
        for (LabelledTransaction each : payments.subList(BEFORE, BEFORE + AFTER)) {
            steps.add(step(each.transaction()));
        }
        Transaction earlier = payments.get(BEFORE - 1).transaction();
        steps.add(step(earlier));
        steps.add(step(Payments.with("another card", earlier)));
        return steps;
    }

    /** Nothing tells when every task has heard an order, but the first payment that it applies to. */
    private void probe(JobHarness job, String account, Predicate<Decision> heard) throws Exception {
        Decision newest;
        do {
            int answered = job.notes().decisions().size();
            pay(Payments.payment("probe-" + answered, account, atMs(BEFORE - 1)), job);
            job.notes().await(answered + 1, 0);
            newest = job.notes().decisions().get(answered);
        } while (!heard.test(newest));
    }

    private static void pay(Transaction payment, JobHarness job) {
        job.send("transactions", Contract.TRANSACTION, payment.accountId(), payment, payment.eventTimeMs());
    }

    private static Step step(Transaction payment) {
        byte[] bytes = Contract.TRANSACTION
                .writer(io.nacre.codec.Framing.SINGLE_OBJECT, "transactions")
                .write(payment);
        return new Step(payment.accountId(), bytes, payment.eventTimeMs());
    }

    private long atMs(int payment) {
        return payments.get(payment).transaction().eventTimeMs();
    }

    private static AccountProfile profile() {
        return new AccountProfile("acct-1", Payments.START_MS, null, "NL", null, 612.5, Map.of("trust", 0.25));
    }

    private static AccountAction freeze(long nowMs) {
        return new AccountAction(
                FROZEN, AccountAction.Type.FREEZE, OUTGOING, 1, ActorType.PERSON, "ann", "looks stolen", nowMs, null);
    }

    private static ListEntry watch(long nowMs) {
        return new ListEntry(
                ListEntry.ListType.WATCH,
                ListEntry.Subject.ACCOUNT,
                LISTED,
                ListEntry.Change.ADD,
                1,
                "ann",
                "seen in fraud",
                nowMs,
                nowMs + 900 * Millis.DAY_MS);
    }

    private static Rule rule(long nowMs) {
        return new Rule(
                "any-amount",
                1,
                RuleStage.SHADOW,
                "payments team",
                "Any amount",
                "tx.amount >= 0.0",
                Rule.Enforcement.SOFT,
                Outcome.REVIEW,
                "ada",
                nowMs);
    }
}
