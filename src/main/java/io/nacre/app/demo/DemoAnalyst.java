package io.nacre.app.demo;

import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.incident.Alert;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import java.util.concurrent.TimeUnit;

/** The demo's analyst, who knows the truth: freezes the account after a fraud, and sends a verdict. */
final class DemoAnalyst implements AutoCloseable {

    private static final String NAME = "demo-analyst";

    /** The duration of a review, in event time. */
    private static final long CARE_MS = TimeUnit.MINUTES.toMillis(5);

    /** The duration of a freeze, until the card is replaced. */
    private static final long FREEZE_MS = TimeUnit.DAYS.toMillis(2);

    private final TopicWriter<Verdict> verdicts;
    private final TopicWriter<AccountAction> actions;
    private long frozen;

    DemoAnalyst(KafkaSettings settings) {
        verdicts = new TopicWriter<>(settings, TopicCatalogue.VERDICTS);
        actions = new TopicWriter<>(settings, TopicCatalogue.ACCOUNT_ACTIONS);
    }

    /** Reviews an alert. */
    void settle(Alert alert, boolean fraud) {
        long atMs = alert.updatedAtMs() + CARE_MS;
        if (fraud) {
            actions.write(new AccountAction(
                    alert.accountId(),
                    AccountAction.Type.FREEZE,
                    atMs,
                    NAME,
                    "fraud found in " + alert.incidentId(),
                    atMs,
                    atMs + FREEZE_MS));
            frozen++;
        }
        verdicts.write(new Verdict(
                alert.accountId(),
                alert.transactionId(),
                alert.incidentId(),
                fraud ? Verdict.Finding.FRAUD : Verdict.Finding.LEGITIMATE,
                NAME,
                null,
                atMs));
    }

    /** The number of freezes. */
    long frozen() {
        return frozen;
    }

    @Override
    public void close() {
        try (verdicts;
                actions) {
            actions.flush();
        }
    }
}
