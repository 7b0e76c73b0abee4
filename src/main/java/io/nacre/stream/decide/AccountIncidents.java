package io.nacre.stream.decide;

import io.nacre.decision.Decision;
import io.nacre.decision.incident.AccountIncidentRules;
import io.nacre.decision.incident.Alert;
import io.nacre.feature.Retention;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Label;
import io.nacre.payment.Money;
import io.nacre.payment.SaturatingTime;
import io.nacre.stream.event.IncidentEvent;
import io.nacre.stream.event.ScoredEvent.LabelEvent;
import io.nacre.stream.event.ScoredEvent.ScoredTransaction;
import io.nacre.stream.state.AccountIncidentState;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/** Groups the suspicious transactions of an account into one incident, until a label or its age closes it. */
public final class AccountIncidents {

    private final ExchangeRates rates;
    private final Counter amountsWithoutRate;
    private final Consumer<Alert> opened;

    /** @param opened receives the first alert of each incident */
    public AccountIncidents(ExchangeRates rates, Counter amountsWithoutRate, Consumer<Alert> opened) {
        this.rates = rates;
        this.amountsWithoutRate = amountsWithoutRate;
        this.opened = opened;
    }

    /** Adds a suspicious transaction to the account's incident; any other decision changes nothing. */
    public AccountIncidentState add(
            AccountIncidentState state,
            Decision decision,
            ScoredTransaction event,
            TimerService timers,
            Consumer<IncidentEvent> out) {
        if (!AccountIncidentRules.concerns(decision)) {
            return state;
        }
        Alert open = state.incident();
        if (open != null && AccountIncidentRules.isOver(open, decision.eventTimeMs())) {
            out.accept(IncidentEvent.of(AccountIncidentRules.close(open, decision.eventTimeMs()))
                    .from(decision.origin()));
            open = null;
        }
        Money amount = event.amount();
        if (Double.isNaN(rates.convert(amount))) {
            amountsWithoutRate.inc();
        }
        Alert alert = open == null
                ? AccountIncidentRules.open(decision, amount, rates)
                : AccountIncidentRules.addTransaction(open, decision, amount, rates);
        scheduleClose(alert, timers);
        if (open == null) {
            opened.accept(alert);
        }
        if (AccountIncidentRules.isEmitted(open, alert)) {
            out.accept(IncidentEvent.of(alert, event.parties()).from(decision.origin()));
        }
        return state.withIncident(alert);
    }

    /** Closes the account's incident. The label is emitted as well, because it may close a shared incident. */
    public AccountIncidentState applyLabel(AccountIncidentState state, LabelEvent event, Consumer<IncidentEvent> out) {
        Label label = event.label();
        Alert open = state.incident();
        boolean closes = open != null && event.atMs() >= open.openedAtMs();
        if (open != null && closes) {
            out.accept(IncidentEvent.of(AccountIncidentRules.close(open, label.knownAtMs()))
                    .from(event.origin()));
        }
        out.accept(IncidentEvent.of(label, event.atMs(), event.parties()).from(event.origin()));
        return closes ? state.withIncident(null) : state;
    }

    /** Closes an incident that has had no suspicious transaction for {@link AccountIncidentRules#IDLE_MS}. */
    public AccountIncidentState closeIdle(AccountIncidentState state, long timerMs, Consumer<IncidentEvent> out) {
        Alert open = state.incident();
        if (open == null || !AccountIncidentRules.isOver(open, timerMs)) {
            return state;
        }
        out.accept(IncidentEvent.of(AccountIncidentRules.close(open, timerMs)));
        return state.withIncident(null);
    }

    /** Restores an incident that was opened after the erasure. */
    AccountIncidentState restoreNewer(
            @Nullable Alert open, AccountIncidentState state, long erasedAtMs, TimerService timers) {
        if (open == null || open.openedAtMs() <= erasedAtMs) {
            return state;
        }
        scheduleClose(open, timers);
        return state.withIncident(open);
    }

    private static void scheduleClose(Alert alert, TimerService timers) {
        timers.registerEventTimeTimer(
                Retention.endOfDayMs(SaturatingTime.plus(alert.updatedAtMs(), AccountIncidentRules.IDLE_MS)));
    }
}
