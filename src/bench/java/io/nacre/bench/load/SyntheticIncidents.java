package io.nacre.bench.load;

import io.nacre.codec.Samples;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.ModelScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.PolicyOutcome;
import io.nacre.decision.ScoringResult;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.IncidentScope;
import io.nacre.decision.incident.IncidentState;
import io.nacre.decision.incident.IncidentTotals;
import io.nacre.decision.incident.SuspiciousTransaction;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.Millis;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;

/**
 * Writes incidents to the topics as a job would, with the payments of their accounts. Scores and reasons are random;
 * the payments are those of {@link Traffic}, moved so that the last one is of now.
 */
public final class SyntheticIncidents {

    private static final long SPAN_MS = 30 * Millis.DAY_MS;
    private static final double MAX_LOSS = 5_000;

    private final KafkaSettings kafka;
    private final Traffic traffic;
    private final int payments;
    private final int every;
    private final long endMs = System.currentTimeMillis();

    /**
     * Prepares so many incidents.
     *
     * @param incidents how many; each is of one payment
     * @param every one of so many payments is suspicious
     */
    public SyntheticIncidents(KafkaSettings kafka, int incidents, int every) {
        this.kafka = kafka;
        this.every = every;
        this.payments = incidents * every;
        this.traffic = new Traffic(Math.max(10, incidents / 2), KeyDistribution.UNIFORM, payments, 1);
    }

    /** The number of records that {@link #write} writes. */
    public int records() {
        return 2 * payments + payments / every;
    }

    /** The id of the incident of a number, from 0. */
    public static String id(int number) {
        return "incident-" + number;
    }

    /** Writes all, and returns when the broker has acknowledged them. */
    public void write() {
        Samples samples = new Samples(1);
        try (TopicWriter<Transaction> transactions = new TopicWriter<>(kafka, TopicCatalogue.TRANSACTIONS);
                TopicWriter<Decision> decisions = new TopicWriter<>(kafka, TopicCatalogue.DECISIONS);
                TopicWriter<Alert> alerts = new TopicWriter<>(kafka, TopicCatalogue.ALERTS)) {
            for (int i = 0; i < payments; i++) {
                boolean suspicious = i % every == 0;
                Transaction transaction = moved(i);
                ModelScore model = samples.alert().model();
                Decision decision = new Decision(
                        transaction.id(),
                        transaction.accountId(),
                        transaction.eventTimeMs(),
                        new PolicyOutcome(suspicious ? Outcome.REVIEW : Outcome.APPROVE, Cause.SCORE, null),
                        new ScoringResult(model),
                        false,
                        transaction.eventTimeMs() + 5,
                        new RecordOrigin(
                                kafka.nameOf(TopicCatalogue.TRANSACTIONS), 0, i, transaction.eventTimeMs() + 1));
                transactions.write(transaction);
                decisions.write(decision);
                if (suspicious) {
                    alerts.write(alert(i / every, transaction, model));
                }
            }
        }
    }

    /** One more alert, of a new incident. */
    public Alert another(int number) {
        Transaction transaction = moved(number * every % payments);
        return alert(number, transaction, new Samples(number).alert().model());
    }

    private static Alert alert(int number, Transaction transaction, ModelScore model) {
        return new Alert(
                state(number, model.score(), transaction.eventTimeMs()),
                new SuspiciousTransaction(
                        transaction.accountId(), transaction.id(), transaction.amount(), Outcome.REVIEW, model));
    }

    /** The losses differ, so that the order of the queue is one only. */
    private static IncidentState state(int number, double score, long atMs) {
        double loss = MAX_LOSS * (number * 0.618_033_988_75 % 1);
        return new IncidentState(
                id(number),
                Alert.Status.OPENED,
                new IncidentTotals(1, 0, score, loss, "EUR"),
                atMs,
                atMs,
                IncidentScope.ACCOUNT);
    }

    private Transaction moved(int i) {
        Transaction original = traffic.payment(i).transaction();
        return new Transaction(
                original.id(),
                endMs - SPAN_MS + SPAN_MS * i / payments,
                original.accountId(),
                original.cardToken(),
                original.amount(),
                original.channel(),
                original.ip(),
                original.deviceId(),
                original.merchant(),
                original.payerLocation(),
                original.counterpartyId(),
                original.userAgent(),
                original.failedAttempts(),
                original.attributes());
    }
}
