package io.nacre.app.demo;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.investigation.InvestigationRecord;
import io.nacre.decision.investigation.InvestigationRecord.Assignment;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The demo's analyst, who knows the truth: freezes the account after a fraud, and sends a verdict. The analyst leaves
 * an incident in the queue for a while, and to whoever takes it at the console.
 */
final class DemoAnalyst implements AutoCloseable {

    private static final String NAME = "demo-analyst";

    /** The duration of a review, in event time. */
    private static final long CARE_MS = TimeUnit.MINUTES.toMillis(5);

    /** The duration of a freeze, until the card is replaced. */
    private static final long FREEZE_MS = TimeUnit.DAYS.toMillis(2);

    /** How long an incident waits, so that people at the console see it. */
    private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(5);

    /** The number of alerts that stay in the queue, so that it is never empty. */
    private static final int MIN_WAITING = 8;

    private final TopicReader<InvestigationRecord> investigations;
    private final Set<String> takenIncidents = new HashSet<>();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final TopicWriter<Verdict> verdicts;
    private final TopicWriter<AccountAction> actions;
    private long frozen;

    DemoAnalyst(KafkaSettings settings) {
        investigations = new TopicReader<>(settings, TopicCatalogue.INVESTIGATIONS);
        verdicts = new TopicWriter<>(settings, TopicCatalogue.VERDICTS);
        actions = new TopicWriter<>(settings, TopicCatalogue.ACCOUNT_ACTIONS);
    }

    private record Waiting(Alert alert, boolean fraud, long sinceNs) {}

    /** Puts an alert in the queue. */
    void add(Alert alert, boolean fraud) {
        waiting.add(new Waiting(alert, fraud, System.nanoTime()));
    }

    /** Reviews the alerts that have waited long enough. */
    void work() {
        investigations.poll(Duration.ZERO, record -> {
            if (record.decoded() instanceof DecodeResult.Value<InvestigationRecord> read
                    && read.value().content() instanceof Assignment assignment) {
                takenIncidents.add(assignment.incidentId());
            }
        });
        while (waiting.size() > MIN_WAITING
                && System.nanoTime() - waiting.getFirst().sinceNs() > WAIT_NS) {
            Waiting next = waiting.removeFirst();
            if (!takenIncidents.contains(next.alert().incidentId())) {
                settle(next.alert(), next.fraud());
            }
        }
    }

    /** Reviews an alert. */
    private void settle(Alert alert, boolean fraud) {
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
        try (investigations;
                verdicts;
                actions) {
            actions.flush();
        }
    }
}
