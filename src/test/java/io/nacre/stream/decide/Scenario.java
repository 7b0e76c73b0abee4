package io.nacre.stream.decide;

import io.nacre.decision.Decision;
import io.nacre.decision.Exploration;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.Type;
import io.nacre.decision.control.AccountControls;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.Facts;
import io.nacre.feature.Payments;
import io.nacre.payment.RecordOrigin;
import io.nacre.stream.event.ScoredEvent.ScoredTransaction;
import io.nacre.stream.event.ScoredEvents;

/** One account's transactions and what its parts keep, without Flink. */
final class Scenario {

    static final long T0 = Payments.START_MS;
    static final String ACCOUNT = "acct";
    static final long NOW_MS = T0 + 1_000_000;

    private Scenario() {}

    static TransactionEvent transaction(String id, long atMs) {
        return EnrichedEvent.of(
                Payments.payment(id, ACCOUNT, atMs), Facts.UNKNOWN, new RecordOrigin("transactions", 0, 7, atMs));
    }

    static ScoredTransaction scored(String id, double score, long atMs) {
        return ScoredEvents.scored(transaction(id, atMs), score, null);
    }

    /** The decision without any freeze, list or exploration. */
    static Decision decision(ScoredTransaction event) {
        AccountControls none = new AccountControls();
        return new PolicyEvaluator(none, new AutoFreezer(null, none, 1), Exploration.NONE)
                .evaluate(event, NOW_MS)
                .decision();
    }

    static AccountAction action(Type type, long version) {
        return new AccountAction(ACCOUNT, type, version, "ann", "looks stolen", T0, null);
    }
}
