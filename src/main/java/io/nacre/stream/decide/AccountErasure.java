package io.nacre.stream.decide;

import io.nacre.decision.incident.Alert;
import io.nacre.stream.state.AccountIncidentState;
import io.nacre.stream.state.TransactionExpiry;
import org.apache.flink.streaming.api.TimerService;

/** Erases an account: its state, its decisions and its timers. Everything newer than the erasure stays. */
public final class AccountErasure {

    private final AccountStateStore account;
    private final DecisionStore decisions;
    private final AccountIncidents incidents;

    public AccountErasure(AccountStateStore account, DecisionStore decisions, AccountIncidents incidents) {
        this.account = account;
        this.decisions = decisions;
        this.incidents = incidents;
    }

    public void erase(String accountId, long erasedAtMs, TimerService timers) throws Exception {
        Alert open = account.read().incident();
        account.clear();
        TransactionExpiry.cancel(erasedAtMs, timers);
        AccountIncidentState newer = decisions.erase(accountId, erasedAtMs, timers);
        account.update(AccountIncidentState.EMPTY, incidents.restoreNewer(open, newer, erasedAtMs, timers));
    }
}
