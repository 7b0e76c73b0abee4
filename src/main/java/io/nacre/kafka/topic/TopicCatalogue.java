package io.nacre.kafka.topic;

import io.nacre.codec.Contract;
import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.codec.rejection.WebhookDeadLetter;
import io.nacre.decision.Chargeback;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.StandIn;
import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.investigation.AuditEntry;
import io.nacre.decision.investigation.InvestigationRecord;
import io.nacre.kafka.topic.Topic.Cleanup;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Transaction;
import io.nacre.rules.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The catalogue of all topics. Topics in which only the order per account matters are keyed by account.
 *
 * <p>Account actions and list entries are kept without limit, and their versions decide which one is current. They are
 * not compacted, because compaction keeps the newest record of a key. Then anyone with write access could remove the
 * current record with an invalid one, or with an old signed one.
 */
public final class TopicCatalogue {

    private static final int PARTITIONS = 8;

    /** Many more than gateways, which choose their partitions at random. */
    private static final int REPLY_PARTITIONS = 64;

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration QUARTER = Duration.ofDays(90);

    /** Labels and examples outlive two trainings, and the chargeback deadline of the card schemes. */
    private static final Duration TWO_YEARS = Duration.ofDays(730);

    /** Authorisation requests; the platform's topic, with its own retention. */
    public static final Topic<Transaction> TRANSACTIONS = new Topic<>(
            "payments.transactions",
            Contract.TRANSACTION,
            "account id",
            Transaction::accountId,
            value -> null,
            Cleanup.DELETE,
            null,
            PARTITIONS);

    public static final Topic<AccountProfile> ACCOUNT_PROFILES = new Topic<>(
            "payments.account-profiles",
            Contract.ACCOUNT_PROFILE,
            "account id",
            AccountProfile::accountId,
            value -> null,
            Cleanup.COMPACT,
            null,
            PARTITIONS);

    /** What happened to transactions after their decision; the platform's topic, with its own retention. */
    public static final Topic<LifecycleEvent> LIFECYCLE = new Topic<>(
            "payments.lifecycle",
            Contract.LIFECYCLE_EVENT,
            "account id",
            LifecycleEvent::accountId,
            value -> null,
            Cleanup.DELETE,
            null,
            PARTITIONS);

    public static final Topic<Decision> DECISIONS = new Topic<>(
            "fraud.decisions",
            Contract.DECISION,
            "transaction id; of a rejection, its origin",
            Decision::transactionId,
            Decision::origin,
            Cleanup.DELETE,
            WEEK,
            PARTITIONS);

    /**
     * The rejections on the decisions topic. They are keyed by the rejected record, so that a consumer that keeps the
     * newest record per key never replaces a decision by a rejection. Not in {@link #ALL}.
     */
    public static final Topic<RejectedTransaction> REJECTED_TRANSACTIONS = new Topic<>(
            DECISIONS.name(),
            Contract.REJECTED_TRANSACTION,
            "rejected record's topic:partition:offset:topic-id",
            rejected -> SourceHeader.text(rejected.origin()),
            RejectedTransaction::origin,
            DECISIONS.cleanup(),
            DECISIONS.retention(),
            DECISIONS.partitions());

    /**
     * The decisions that gateways wait for. Each gateway reads one partition, so a decision is read by the gateway that
     * waits for it, whatever their number. A reply is of no use once its request has been answered.
     */
    public static final Topic<Decision> REPLIES = new Topic<>(
            "fraud.replies",
            Contract.DECISION,
            "transaction id; the gateway chooses the partition",
            Decision::transactionId,
            Decision::origin,
            Cleanup.DELETE,
            Duration.ofHours(1),
            REPLY_PARTITIONS);

    /** The rejections among the replies. Not in {@link #ALL}. */
    public static final Topic<RejectedTransaction> REJECTED_REPLIES = new Topic<>(
            REPLIES.name(),
            Contract.REJECTED_TRANSACTION,
            REPLIES.keyedBy(),
            RejectedTransaction::transactionId,
            RejectedTransaction::origin,
            REPLIES.cleanup(),
            REPLIES.retention(),
            REPLIES.partitions());

    /** Answers that gateways gave without a decision. */
    public static final Topic<StandIn> STAND_INS = new Topic<>(
            "fraud.stand-ins",
            Contract.STAND_IN,
            "transaction id",
            StandIn::transactionId,
            value -> null,
            Cleanup.DELETE,
            MONTH,
            PARTITIONS);

    public static final Topic<Alert> ALERTS = new Topic<>(
            "fraud.alerts",
            Contract.ALERT,
            "account id; for a shared incident, its entity",
            alert -> alert.entity() == null ? alert.accountId() : alert.entity(),
            value -> null,
            Cleanup.COMPACT_AND_DELETE,
            QUARTER,
            PARTITIONS);

    public static final Topic<Verdict> VERDICTS = new Topic<>(
            "fraud.verdicts",
            Contract.VERDICT,
            "account id",
            Verdict::accountId,
            value -> null,
            Cleanup.DELETE,
            TWO_YEARS,
            PARTITIONS);

    public static final Topic<Chargeback> CHARGEBACKS = new Topic<>(
            "fraud.chargebacks",
            Contract.CHARGEBACK,
            "account id",
            Chargeback::accountId,
            value -> null,
            Cleanup.DELETE,
            TWO_YEARS,
            PARTITIONS);

    public static final Topic<AccountAction> ACCOUNT_ACTIONS = new Topic<>(
            "fraud.account-actions",
            Contract.ACCOUNT_ACTION,
            "account id; separate for automatic freezes",
            TopicCatalogue::keyOf,
            value -> null,
            Cleanup.KEEP,
            null,
            PARTITIONS);

    public static final Topic<ListEntry> LISTS = new Topic<>(
            "fraud.lists",
            Contract.LIST_ENTRY,
            "list, kind and value",
            ListEntry::key,
            value -> null,
            Cleanup.KEEP,
            null,
            PARTITIONS);

    public static final Topic<ErasureRequest> ERASURES = new Topic<>(
            "fraud.erasures",
            Contract.ERASURE,
            "account id",
            ErasureRequest::accountId,
            value -> null,
            Cleanup.DELETE,
            MONTH,
            PARTITIONS);

    /** One partition, because announcements need a total order. */
    public static final Topic<BundleAnnouncement> BUNDLES = new Topic<>(
            "fraud.bundles",
            Contract.BUNDLE,
            "bundle id",
            BundleAnnouncement::bundleId,
            value -> null,
            Cleanup.KEEP,
            null,
            1);

    /** One partition, because stage changes need a total order. */
    public static final Topic<Rule> RULES = new Topic<>(
            "fraud.rules", Contract.RULE, "rule id and version", Rule::key, value -> null, Cleanup.KEEP, null, 1);

    public static final Topic<Example> EXAMPLES = new Topic<>(
            "fraud.examples",
            Contract.EXAMPLE,
            "transaction id",
            Example::transactionId,
            value -> null,
            Cleanup.DELETE,
            TWO_YEARS,
            PARTITIONS);

    /** Without a key, so that invalid records of one producer are distributed over all partitions. */
    public static final Topic<DeadLetter> DEAD_LETTERS = new Topic<>(
            "fraud.dead-letters",
            Contract.DEAD_LETTER,
            "none",
            value -> null,
            DeadLetter::origin,
            Cleanup.DELETE,
            MONTH,
            PARTITIONS);

    /** Events that an endpoint did not accept. */
    public static final Topic<WebhookDeadLetter> WEBHOOK_DEAD_LETTERS = new Topic<>(
            "fraud.webhook-dead-letters",
            Contract.WEBHOOK_DEAD_LETTER,
            "endpoint and event id",
            WebhookDeadLetter::key,
            WebhookDeadLetter::origin,
            Cleanup.DELETE,
            MONTH,
            PARTITIONS);

    /** What analysts record. One partition, because the changes of several consoles need a total order. */
    public static final Topic<InvestigationRecord> INVESTIGATIONS = new Topic<>(
            "fraud.investigations",
            Contract.INVESTIGATION_RECORD,
            "assignment, note or view, and its id",
            InvestigationRecord::key,
            value -> null,
            Cleanup.COMPACT,
            null,
            1);

    /** The audit log of the consoles. One partition, because the entries of a console form a chain. */
    public static final Topic<AuditEntry> AUDIT = new Topic<>(
            "fraud.audit",
            Contract.AUDIT_ENTRY,
            "console id",
            AuditEntry::consoleId,
            value -> null,
            Cleanup.KEEP,
            null,
            1);

    public static final List<Topic<?>> ALL = List.of(
            TRANSACTIONS,
            ACCOUNT_PROFILES,
            LIFECYCLE,
            DECISIONS,
            REPLIES,
            STAND_INS,
            ALERTS,
            VERDICTS,
            CHARGEBACKS,
            ACCOUNT_ACTIONS,
            LISTS,
            ERASURES,
            BUNDLES,
            RULES,
            EXAMPLES,
            DEAD_LETTERS,
            WEBHOOK_DEAD_LETTERS,
            INVESTIGATIONS,
            AUDIT);

    private TopicCatalogue() {}

    /** The topic names without an installation's prefix. */
    public static Set<String> names() {
        return ALL.stream().map(Topic::name).collect(Collectors.toUnmodifiableSet());
    }

    /** The key for versions: actions of persons and of the system are versioned separately. */
    private static String keyOf(AccountAction action) {
        return switch (action.actorType()) {
            case PERSON -> action.accountId();
            case SYSTEM -> "auto-freeze " + action.accountId();
        };
    }
}
