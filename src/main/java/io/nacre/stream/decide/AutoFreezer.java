package io.nacre.stream.decide;

import io.nacre.decision.ActiveAccountEstimator;
import io.nacre.decision.Decision;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.decision.control.PendingAutoFreezes;
import io.nacre.decision.control.RelatedEntities;
import io.nacre.decision.incident.SharedEntity;
import io.nacre.stream.event.AutoFreezeRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests automatic freezes. The subtask that requested a freeze enforces it immediately, without waiting for the
 * topic. The operator {@code LimitAutoFreezes} then applies the limit for all accounts.
 */
public final class AutoFreezer {

    private final @Nullable AutoFreezePolicy policy;
    private final AccountControls controls;
    private final int subtasks;
    private final ActiveAccountEstimator activeAccounts = new ActiveAccountEstimator();
    private final @Nullable PendingAutoFreezes pending;

    /**
     * @param policy null: no account is frozen automatically
     * @param subtasks the parallelism of the operator
     */
    public AutoFreezer(@Nullable AutoFreezePolicy policy, AccountControls controls, int subtasks) {
        this.policy = policy;
        this.controls = controls;
        this.subtasks = subtasks;
        this.pending = policy == null ? null : new PendingAutoFreezes(policy);
    }

    /**
     * The freeze that a decision requires; null for none. The number of active accounts is that of this subtask times
     * the parallelism, which assumes that accounts are spread evenly.
     */
    public @Nullable AutoFreezeRequest request(Decision decision, RelatedEntities entities) {
        if (policy == null || pending == null) {
            return null;
        }
        activeAccounts.add(decision.accountId(), decision.origin().notAhead(decision.eventTimeMs()));
        AccountAction freeze = policy.freezeFor(decision, controls.status(decision.accountId()));
        if (freeze == null) {
            return null;
        }
        long accounts = activeAccounts.accounts() * subtasks;
        List<String> sharedEntities = SharedEntity.names(entities);
        pending.register(freeze, sharedEntities, accounts);
        return new AutoFreezeRequest(freeze, sharedEntities, accounts, decision.origin());
    }

    /** The account's freeze that this subtask requested and has not received from the topic yet; null for none. */
    @Nullable
    AccountAction pendingFreeze(String accountId, long atMs) {
        return pending == null ? null : pending.freeze(controls.status(accountId), accountId, atMs);
    }
}
