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
import io.nacre.payment.Transaction;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Simulates the platform: writes past transactions, and each fraud as a verdict or chargeback when event time reaches
 * its label time. Legitimate transactions get no label, as in operation.
 */
public final class TransactionFeed implements AutoCloseable {

    /** The topics with account profiles and with labels. */
    public static final List<Topic<?>> UPDATES =
            List.of(TopicCatalogue.ACCOUNT_PROFILES, TopicCatalogue.VERDICTS, TopicCatalogue.CHARGEBACKS);

    private final TopicWriter<Transaction> transactions;
    private final TopicWriter<AccountProfile> profiles;
    private final TopicWriter<Verdict> verdicts;
    private final TopicWriter<Chargeback> chargebacks;
    private final PriorityQueue<Label> pending = new PriorityQueue<>(Comparator.comparingLong(Label::knownAtMs));

    public TransactionFeed(KafkaSettings settings) {
        transactions = new TopicWriter<>(settings, TopicCatalogue.TRANSACTIONS);
        profiles = new TopicWriter<>(settings, TopicCatalogue.ACCOUNT_PROFILES);
        verdicts = new TopicWriter<>(settings, TopicCatalogue.VERDICTS);
        chargebacks = new TopicWriter<>(settings, TopicCatalogue.CHARGEBACKS);
    }

    public void profile(AccountProfile profile) {
        profiles.write(profile);
    }

    /** Writes the labels that are due, then the transaction. */
    public void transaction(LabelledTransaction labelled) {
        learnUntil(labelled.transaction().eventTimeMs());
        transactions.write(labelled.transaction());
        Label label = labelled.label();
        if (label != null && label.fraud()) {
            pending.add(label);
        }
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
        verdicts.flush();
        chargebacks.flush();
    }

    @Override
    public void close() {
        try (profiles;
                transactions;
                verdicts;
                chargebacks) {
            flush();
        }
    }

    private void learnUntil(long atMs) {
        while (!pending.isEmpty() && pending.peek().knownAtMs() <= atMs) {
            label(pending.poll());
        }
    }
}
