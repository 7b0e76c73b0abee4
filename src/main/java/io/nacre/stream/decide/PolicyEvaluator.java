package io.nacre.stream.decide;

import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.Exploration;
import io.nacre.decision.Policy;
import io.nacre.decision.PolicyInput;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.Scope;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.RelatedEntities;
import io.nacre.feature.layer.Layers;
import io.nacre.stream.event.ScoredEvent.ScoredTransaction;
import org.jspecify.annotations.Nullable;

/** Applies the policy to a scored transaction, with the current freezes and lists and the exploration settings. */
public final class PolicyEvaluator {

    private static final String FINGERPRINT = Layers.fingerprint();

    private final AccountControls controls;
    private final AutoFreezer autoFreezer;
    private final Exploration exploration;

    public PolicyEvaluator(AccountControls controls, AutoFreezer autoFreezer, Exploration exploration) {
        this.controls = controls;
        this.autoFreezer = autoFreezer;
        this.exploration = exploration;
    }

    /**
     * A decision.
     *
     * @param example how the transaction was decided, for training; null for an ordinary decision
     */
    public record Evaluation(Decision decision, @Nullable Example example) {}

    /**
     * Decides on a transaction.
     *
     * @param nowMs the clock of the subtask
     */
    public Evaluation evaluate(ScoredTransaction event, long nowMs) {
        Policy.PolicyResult result = Policy.rule(input(event));
        Decision decision = new Decision(
                event.transactionId(),
                event.accountId(),
                event.atMs(),
                result.policy(),
                event.scoring(),
                false,
                nowMs,
                event.origin());
        return new Evaluation(decision, Example.of(decision, result, FINGERPRINT));
    }

    /**
     * The input of the policy. Freezes and list entries expire in event time. The event time is limited to the record's
     * timestamp, so that a sender cannot outlast a freeze with a future event time.
     */
    private PolicyInput input(ScoredTransaction event) {
        RelatedEntities entities = event.parties();
        long atMs = event.origin().notAhead(event.atMs());
        return new PolicyInput(
                event.transactionId(),
                freeze(event.accountId(), atMs),
                controls.freeze(entities.counterpartyId(), Scope.INCOMING, atMs),
                controls.listing(event.accountId(), entities, atMs),
                event.scoring(),
                event.thresholds(),
                exploration);
    }

    /** The freeze of the payer: from the topic, else an automatic one that has not been received from the topic yet. */
    private @Nullable AccountAction freeze(String accountId, long atMs) {
        AccountAction freeze = controls.freeze(accountId, Scope.OUTGOING, atMs);
        return freeze != null ? freeze : autoFreezer.pendingFreeze(accountId, atMs);
    }
}
