package io.nacre.console.store;

import io.nacre.codec.Contract;
import io.nacre.console.store.AccountEvent.Kind;
import io.nacre.decision.Chargeback;
import io.nacre.decision.StandIn;
import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountStatus;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.RecordOrigin;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What happened to accounts besides their payments. A record counts once, by its place in its topic. */
public final class AccountEventTable {

    private static final RecordJson<Verdict> VERDICTS = new RecordJson<>(Contract.VERDICT);
    private static final RecordJson<AccountAction> ACTIONS = new RecordJson<>(Contract.ACCOUNT_ACTION);
    private static final RecordJson<Chargeback> CHARGEBACKS = new RecordJson<>(Contract.CHARGEBACK);
    private static final RecordJson<LifecycleEvent> LIFECYCLE = new RecordJson<>(Contract.LIFECYCLE_EVENT);
    private static final RecordJson<StandIn> STAND_INS = new RecordJson<>(Contract.STAND_IN);

    /** Accounts are read for each freeze to list, because a person may have released some of them. */
    private static final int RELEASED_FOR_EACH = 5;

    private AccountEventTable() {}

    static AccountEvent event(Verdict verdict) {
        return new AccountEvent(
                Kind.VERDICT, verdict.accountId(), verdict.transactionId(), verdict.atMs(), VERDICTS.text(verdict));
    }

    static AccountEvent event(AccountAction action) {
        return new AccountEvent(
                Kind.ACCOUNT_ACTION, action.accountId(), null, action.requestedAtMs(), ACTIONS.text(action));
    }

    static AccountEvent event(Chargeback chargeback) {
        return new AccountEvent(
                Kind.CHARGEBACK,
                chargeback.accountId(),
                chargeback.transactionId(),
                chargeback.knownAtMs(),
                CHARGEBACKS.text(chargeback));
    }

    static AccountEvent event(LifecycleEvent step) {
        return new AccountEvent(
                Kind.LIFECYCLE, step.accountId(), step.transactionId(), step.occurredAtMs(), LIFECYCLE.text(step));
    }

    static AccountEvent event(StandIn standIn) {
        return new AccountEvent(
                Kind.STAND_IN,
                standIn.accountId(),
                standIn.transactionId(),
                standIn.eventTimeMs(),
                STAND_INS.text(standIn));
    }

    static void add(Handle handle, RecordOrigin origin, AccountEvent event) {
        handle.createUpdate("""
                        INSERT INTO account_event (topic, topic_partition, topic_offset, account_id, transaction_id, kind,
                          happened_at, body)
                        VALUES (:topic, :partition, :offset, :account, :transaction, :kind, :at, :body)
                        ON CONFLICT (topic, topic_partition, topic_offset) DO NOTHING""")
                .bind("topic", origin.topic())
                .bind("partition", origin.partition())
                .bind("offset", origin.offset())
                .bind("account", event.accountId())
                .bind("transaction", event.transactionId())
                .bind("kind", event.kind().name())
                .bind("at", event.happenedAtMs())
                .bind("body", event.json())
                .execute();
    }

    /** The events of an account, latest first. */
    public static List<AccountEvent> of(Handle handle, String accountId, int limit) {
        return handle.createQuery(
                        "SELECT * FROM account_event WHERE account_id = :account ORDER BY happened_at DESC LIMIT :limit")
                .bind("account", accountId)
                .bind("limit", limit)
                .map((row, context) -> new AccountEvent(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("account_id"),
                        row.getString("transaction_id"),
                        row.getLong("happened_at"),
                        row.getString("body")))
                .list();
    }

    /** Keeps an action if it is the latest on its account, of its type of actor. */
    static void addAction(Handle handle, AccountAction action) {
        handle.createUpdate("""
                        INSERT INTO account_action (account_id, actor_type, version, freezes, expires_at, body)
                        VALUES (:account, :type, :version, :freezes, :expires, :body)
                        ON CONFLICT (account_id, actor_type) DO UPDATE SET version = excluded.version,
                          freezes = excluded.freezes, expires_at = excluded.expires_at, body = excluded.body
                        WHERE excluded.version > account_action.version""")
                .bind("account", action.accountId())
                .bind("type", action.actorType().name())
                .bind("version", action.version())
                .bind("freezes", action.type() == AccountAction.Type.FREEZE ? 1 : 0)
                .bind("expires", action.expiresAtMs())
                .bind("body", ACTIONS.text(action))
                .execute();
    }

    /**
     * The freezes in force, latest first.
     *
     * @param eventTimeMs the current event time
     */
    public static List<AccountAction> freezes(Handle handle, long eventTimeMs, int limit) {
        List<String> accounts = handle.createQuery("SELECT account_id FROM account_action WHERE freezes = 1"
                        + " AND (expires_at IS NULL OR expires_at > :now) GROUP BY account_id"
                        + " ORDER BY MAX(version) DESC LIMIT :limit")
                .bind("now", eventTimeMs)
                .bind("limit", limit * RELEASED_FOR_EACH)
                .mapTo(String.class)
                .list();
        List<AccountAction> freezes = new ArrayList<>();
        for (String account : accounts) {
            // A release by a person may be in force as well.
            AccountAction action = status(handle, account).effectiveActionAt(eventTimeMs);
            if (action != null && action.type() == AccountAction.Type.FREEZE && freezes.size() < limit) {
                freezes.add(action);
            }
        }
        return freezes;
    }

    /** The status of an account. */
    public static AccountStatus status(Handle handle, String accountId) {
        AccountStatus status = AccountStatus.ACTIVE;
        for (String body : handle.createQuery("SELECT body FROM account_action WHERE account_id = :account")
                .bind("account", accountId)
                .mapTo(String.class)
                .list()) {
            status = status.after(ACTIONS.read(body));
        }
        return status;
    }
}
