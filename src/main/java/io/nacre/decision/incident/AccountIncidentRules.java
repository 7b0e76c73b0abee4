package io.nacre.decision.incident;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Money;
import io.nacre.payment.SaturatingTime;
import io.nacre.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The rules that group suspicious transactions of one account into an incident, and that close it. */
public final class AccountIncidentRules {

    /** An incident without a new suspicious transaction for so long is closed. A later one opens another incident. */
    public static final long IDLE_MS = TimeUnit.DAYS.toMillis(7);

    /**
     * Maximum number of transactions with an alert each. Further ones have an alert only if they raise the severity or
     * the loss has doubled.
     */
    public static final int MAX_ALERTS = 20;

    private AccountIncidentRules() {}

    /**
     * Whether a decision belongs to an incident. Approvals, challenges, duplicates, and transactions declined by a
     * freeze or a block list do not.
     */
    public static boolean concerns(Decision decision) {
        return decision.outcome().isAlert() && !decision.duplicate() && !isAccountControl(decision.cause());
    }

    private static boolean isAccountControl(Cause cause) {
        return switch (cause) {
            case FROZEN, PAYEE_FROZEN, BLOCKED -> true;
            case ALLOWED, HARD_RULE, EXPLORED, SCORE, SOFT_RULE, WATCHED, ANOMALY, SAMPLED, ID_CONFLICT -> false;
        };
    }

    /** Opens an incident and returns its first alert. */
    public static Alert open(Decision decision, Money amount, ExchangeRates rates) {
        String id = named(decision.accountId(), decision.transactionId());
        double loss = loss(decision.score(), amount, rates);
        IncidentTotals totals = IncidentTotals.ofFirst(decision.score(), loss, rates.currency());
        return Alert.of(IncidentState.opened(id, totals, suspectedMs(decision)), decision, amount);
    }

    /** Adds a suspicious transaction to the incident. */
    public static Alert addTransaction(Alert open, Decision decision, Money amount, ExchangeRates rates) {
        double loss = loss(decision.score(), amount, rates);
        IncidentState grown =
                open.incident().inCurrency(rates).withTransaction(decision.score(), loss, suspectedMs(decision));
        return Alert.of(grown, decision, amount);
    }

    /**
     * Whether to emit the alert of the latest transaction. Many small alerts must not hide an important one. Suppressed
     * alerts are counted.
     *
     * @param before null if the alert opens the incident
     */
    public static boolean isEmitted(@Nullable Alert before, Alert now) {
        return before == null
                || now.totals().suppressedAlertCount() == before.totals().suppressedAlertCount();
    }

    /** Closes the incident, after a verdict or by age. */
    public static Alert close(Alert open, long atMs) {
        return open.with(open.incident().closed(atMs));
    }

    /** Whether the incident has been idle for {@link #IDLE_MS} at this event time. */
    public static boolean isOver(Alert open, long atMs) {
        return SaturatingTime.between(open.updatedAtMs(), atMs) >= IDLE_MS;
    }

    /**
     * Opens a shared incident and returns its first alert, with the transaction of the latest account.
     *
     * @param sinceMs event time of the earliest suspicious transaction of these accounts, ms since 1970
     */
    static Alert openShared(Alert alert, String entity, int accounts, long sinceMs, ExchangeRates rates) {
        String id = named(entity, alert.transactionId());
        double loss = loss(alert, rates);
        IncidentTotals totals = IncidentTotals.ofFirst(alert.score(), loss, rates.currency());
        IncidentState opened = IncidentState.opened(id, totals, alert.updatedAtMs());
        return alert.with(opened.asShared(entity, accounts, sinceMs));
    }

    /** Adds an alert of an account to the shared incident. */
    static Alert growShared(Alert open, Alert alert, boolean another, ExchangeRates rates) {
        IncidentState before = open.incident().inCurrency(rates);
        int accounts = before.scope().accountCount() + (another ? 1 : 0);
        IncidentState grown = before.withTransaction(alert.score(), loss(alert, rates), alert.updatedAtMs());
        return alert.with(grown.asShared(requireNonNull(open.entity(), "not shared"), accounts, before.openedAtMs()));
    }

    /**
     * The time of a decision for incidents: its event time, but at most the arrival time of its record. A future event
     * time would close shared incidents and hide bursts.
     */
    public static long suspectedMs(Decision decision) {
        return decision.origin().notAhead(decision.eventTimeMs());
    }

    private static double loss(Alert alert, ExchangeRates rates) {
        return loss(alert.score(), alert.transaction().amount(), rates);
    }

    /**
     * The expected loss of a transaction: score times amount. If its currency has no exchange rate, the loss makes the
     * incident HIGH. So the amount is neither ignored nor converted 1:1.
     */
    private static double loss(double score, Money amount, ExchangeRates rates) {
        double converted = rates.convert(amount);
        return Double.isNaN(converted) ? Severity.HIGH.fromLoss(rates) : score * converted;
    }

    /** The same owner and first transaction always give the same id, so a replay opens no second incident. */
    private static String named(String owner, String firstTransactionId) {
        byte[] named = (owner + '\n' + firstTransactionId).getBytes(StandardCharsets.UTF_8);
        return "inc-" + Sha256.hex(named).substring(0, 20);
    }
}
