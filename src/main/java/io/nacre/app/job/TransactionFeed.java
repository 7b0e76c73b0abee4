package io.nacre.app.job;

import io.nacre.decision.Chargeback;
import io.nacre.decision.Verdict;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Transaction;
import java.util.List;

/**
 * Simulates the platform: writes past transactions, each lifecycle event when event time reaches it, and each fraud as
 * a verdict or chargeback when event time reaches its label time. Legitimate transactions get no label, as in
 * operation. Memory holds the later events and labels of the transactions so far.
 */
public final class TransactionFeed implements AutoCloseable {

    /** The topics with account profiles, lifecycle events and labels. */
    public static final List<Topic<?>> UPDATES = List.of(
            TopicCatalogue.ACCOUNT_PROFILES,
            TopicCatalogue.LIFECYCLE,
            TopicCatalogue.VERDICTS,
            TopicCatalogue.CHARGEBACKS);

    private final TopicWriter<Transaction> transactions;
    private final TopicWriter<AccountProfile> profiles;
    private final TopicWriter<LifecycleEvent> lifecycle;
    private final TopicWriter<Verdict> verdicts;
    private final TopicWriter<Chargeback> chargebacks;
    private final EventTimeQueue<LifecycleEvent> laterEvents = new EventTimeQueue<>();
    private final EventTimeQueue<Label> laterLabels = new EventTimeQueue<>();

    public TransactionFeed(KafkaSettings settings) {
        transactions = new TopicWriter<>(settings, TopicCatalogue.TRANSACTIONS);
        profiles = new TopicWriter<>(settings, TopicCatalogue.ACCOUNT_PROFILES);
        lifecycle = new TopicWriter<>(settings, TopicCatalogue.LIFECYCLE);
        verdicts = new TopicWriter<>(settings, TopicCatalogue.VERDICTS);
        chargebacks = new TopicWriter<>(settings, TopicCatalogue.CHARGEBACKS);
    }

    public void profile(AccountProfile profile) {
        profiles.write(profile);
    }

    /** Writes the lifecycle events and labels that are due, then the transaction. */
    public void transaction(LabelledTransaction labelled) {
        long nowMs = labelled.transaction().eventTimeMs();
        laterEvents.removeDue(nowMs, this::lifecycleEvent);
        laterLabels.removeDue(nowMs, this::label);
        transactions.write(labelled.transaction());
        labelled.lifecycle().forEach(event -> laterEvents.add(event.occurredAtMs(), event));
        Label label = labelled.label();
        if (label != null && label.fraud()) {
            laterLabels.add(label.knownAtMs(), label);
        }
    }

    /** Writes a lifecycle event immediately. */
    public void lifecycleEvent(LifecycleEvent event) {
        lifecycle.write(event);
    }

    /** Writes a fraud label immediately; the job does not use a label before it became known. */
    public void label(Label label) {
        switch (label.source()) {
            case CHARGEBACK ->
                chargebacks.write(new Chargeback(label.accountId(), label.transactionId(), null, label.knownAtMs()));
            case VERDICT ->
                verdicts.write(new Verdict(
                        label.accountId(),
                        label.transactionId(),
                        null,
                        label.fraud() ? Verdict.Finding.FRAUD : Verdict.Finding.LEGITIMATE,
                        "replay",
                        null,
                        label.knownAtMs()));
        }
    }

    public void flush() {
        profiles.flush();
        transactions.flush();
        lifecycle.flush();
        verdicts.flush();
        chargebacks.flush();
    }

    @Override
    public void close() {
        try (profiles;
                transactions;
                lifecycle;
                verdicts;
                chargebacks) {
            flush();
        }
    }
}
