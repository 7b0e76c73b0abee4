package io.nacre.decision.incident;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Money;
import io.nacre.payment.SaturatingTime;
import io.nacre.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The rules by which suspicious transactions of one account become one incident, and the incident ends. */
public final class AccountIncidentRules {

    /** An incident to which nothing was added for so long is closed; what comes later opens another. */
    public static final long IDLE_MS = TimeUnit.DAYS.toMillis(7);

    /**
     * So many transactions have an alert each; further ones only where they raise the severity or the loss has doubled.
     */
    public static final int MAX_ALERTS = 20;

    private AccountIncidentRules() {}

    /** Whether a decision is an analyst's business: not said before, and not what a person has settled already. */
    public static boolean concerns(Decision decision) {
        return decision.outcome() != Outcome.APPROVE && !decision.duplicate() && !isAccountControl(decision.cause());
    }

    private static boolean isAccountControl(Cause cause) {
        return switch (cause) {
            case FROZEN, PAYEE_FROZEN, BLOCKED -> true;
            case ALLOWED, HARD_RULE, EXPLORED, SCORE, SOFT_RULE, WATCHED, ANOMALY, SAMPLED, ID_CONFLICT -> false;
        };
    }

    /** The first alert of an incident. */
    public static Alert open(Decision decision, Money amount, ExchangeRates rates) {
        String id = named(decision.accountId(), decision.transactionId());
        double loss = loss(decision.score(), amount, rates);
        IncidentTotals totals = IncidentTotals.ofFirst(decision.score(), loss, rates.currency());
        return Alert.of(IncidentState.opened(id, totals, suspectedMs(decision)), decision, amount);
    }

    /** The incident after one more suspicious transaction. */
    public static Alert addTransaction(Alert open, Decision decision, Money amount, ExchangeRates rates) {
        double loss = loss(decision.score(), amount, rates);
        IncidentState grown =
                open.incident().inCurrency(rates).withTransaction(decision.score(), loss, suspectedMs(decision));
        return Alert.of(grown, decision, amount);
    }

    /**
     * Whether the newest growth is to be told of: a flood of small alerts must not hide the one that matters. What is
     * not told is counted.
     *
     * @param before null where the incident was opened
     */
    public static boolean isEmitted(@Nullable Alert before, Alert now) {
        return before == null
                || now.totals().suppressedAlertCount() == before.totals().suppressedAlertCount();
    }

    /** The incident's end, by a verdict or by age. */
    public static Alert close(Alert open, long atMs) {
        return open.with(open.incident().closed(atMs));
    }

    /** Whether nothing was added for so long that the incident is over at this event time. */
    public static boolean isOver(Alert open, long atMs) {
        return SaturatingTime.between(open.updatedAtMs(), atMs) >= IDLE_MS;
    }

    /**
     * The first alert of what many accounts have in common: the account's that made them many.
     *
     * @param sinceMs event time of the first of their payments
     */
    static Alert openShared(Alert alert, String entity, int accounts, long sinceMs, ExchangeRates rates) {
        String id = named(entity, alert.transactionId());
        double loss = loss(alert, rates);
        IncidentTotals totals = IncidentTotals.ofFirst(alert.score(), loss, rates.currency());
        IncidentState opened = IncidentState.opened(id, totals, alert.updatedAtMs());
        return alert.with(opened.asShared(entity, accounts, sinceMs));
    }

    /** The shared incident after one more alert. */
    static Alert growShared(Alert open, Alert alert, boolean another, ExchangeRates rates) {
        IncidentState before = open.incident().inCurrency(rates);
        int accounts = before.scope().accountCount() + (another ? 1 : 0);
        IncidentState grown = before.withTransaction(alert.score(), loss(alert, rates), alert.updatedAtMs());
        return alert.with(grown.asShared(requireNonNull(open.entity(), "not shared"), accounts, before.openedAtMs()));
    }

    /**
     * When a decision counts for incidents: its event time, but no later than its record. An event time ahead of its
     * record would end incidents that many accounts share, and hide bursts.
     */
    public static long suspectedMs(Decision decision) {
        return decision.origin().notAhead(decision.eventTimeMs());
    }

    private static double loss(Alert alert, ExchangeRates rates) {
        return loss(alert.score(), alert.transaction().amount(), rates);
    }

    /**
     * What is to be expected to be lost by a payment. One in a currency without a rate makes its incident HIGH: what
     * nobody can value is neither overlooked nor taken 1:1.
     */
    private static double loss(double score, Money amount, ExchangeRates rates) {
        double worth = rates.convert(amount);
        return Double.isNaN(worth) ? Severity.HIGH.fromLoss(rates) : score * worth;
    }

    /** The same owner and first transaction always give the same id: a replay opens no second incident. */
    private static String named(String owner, String firstTransactionId) {
        byte[] named = (owner + '\n' + firstTransactionId).getBytes(StandardCharsets.UTF_8);
        return "inc-" + Sha256.hex(named).substring(0, 20);
    }
}
