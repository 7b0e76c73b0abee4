package io.nacre.app.demo;

import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.incident.Alert;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import java.util.concurrent.TimeUnit;

/** The demo's analyst, who is always right: freezes the account where it was fraud, and says what was found. */
final class DemoAnalyst implements AutoCloseable {

    private static final String NAME = "demo-analyst";

    /** How long the analyst takes, in event time. */
    private static final long CARE_MS = TimeUnit.MINUTES.toMillis(5);

    /** Until the card is replaced. */
    private static final long FREEZE_MS = TimeUnit.DAYS.toMillis(2);

    private final TopicWriter<Verdict> verdicts;
    private final TopicWriter<AccountAction> actions;
    private long frozen;

    DemoAnalyst(KafkaSettings settings) {
        verdicts = new TopicWriter<>(settings, TopicCatalogue.VERDICTS);
        actions = new TopicWriter<>(settings, TopicCatalogue.ACCOUNT_ACTIONS);
    }

    /** Settles an alert. */
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

    /** How many times an account was frozen. */
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
