package io.nacre.stream.decide;

import io.nacre.decision.Decision;
import io.nacre.stream.event.ScoredEvent.DuplicateTransaction;
import io.nacre.stream.state.AccountIncidentState;
import io.nacre.stream.state.StoredDecision;
import io.nacre.stream.state.TransactionExpiry;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/** Stores the decisions of an account for the dispute time, so that a duplicate gets the first decision again. */
public final class DecisionStore {

    private final MapState<String, StoredDecision> decisions;
    private final Counter withoutDecision;

    /**
     * Uses the map state of the current account.
     *
     * @param withoutDecision counts duplicates of transactions that were erased
     */
    public DecisionStore(MapState<String, StoredDecision> decisions, Counter withoutDecision) {
        this.decisions = decisions;
        this.withoutDecision = withoutDecision;
    }

    /** Stores a decision. The returned state contains the time of the sweep that removes it. */
    public AccountIncidentState add(Decision decision, AccountIncidentState state, TimerService timers)
            throws Exception {
        decisions.put(decision.transactionId(), StoredDecision.of(decision));
        return scheduleSweep(state, decision.accountId(), decision.eventTimeMs(), timers);
    }

    /** The first decision for a duplicate; null if its account was erased in the meantime. */
    public @Nullable Decision decisionFor(DuplicateTransaction duplicate, long nowMs) throws Exception {
        StoredDecision first = decisions.get(duplicate.transactionId());
        if (first == null) {
            withoutDecision.inc();
            return null;
        }
        return (duplicate.conflicting() ? first.asIdConflict() : first).toDecision(duplicate, nowMs);
    }

    /** Removes decisions past their dispute time, if the account's sweep is due. */
    public AccountIncidentState sweep(AccountIncidentState state, String accountId, long timerMs) throws Exception {
        TransactionExpiry.expire(decisions, StoredDecision::atMs, timerMs, accountId);
        return state.walkMs() <= timerMs ? state.withWalkMs(AccountIncidentState.NEVER) : state;
    }

    /** Removes all decisions except those newer than the erasure, so that their duplicates still get a decision. */
    AccountIncidentState erase(String accountId, long erasedAtMs, TimerService timers) throws Exception {
        AccountIncidentState state = AccountIncidentState.EMPTY;
        for (StoredDecision newer : TransactionExpiry.erase(decisions, StoredDecision::atMs, erasedAtMs)
                .values()) {
            state = scheduleSweep(state, accountId, newer.atMs(), timers);
        }
        return state;
    }

    /** Sets one timer per account and sweep. A later sweep also removes the entries of an earlier one. */
    private static AccountIncidentState scheduleSweep(
            AccountIncidentState state, String accountId, long atMs, TimerService timers) {
        long sweepMs = TransactionExpiry.nextSweepMs(atMs, accountId);
        if (sweepMs <= state.walkMs()) {
            return state;
        }
        timers.registerEventTimeTimer(sweepMs);
        return state.withWalkMs(sweepMs);
    }
}
