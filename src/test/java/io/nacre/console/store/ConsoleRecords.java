package io.nacre.console.store;

import io.nacre.codec.Samples;
import io.nacre.decision.Cause;
import io.nacre.decision.ChallengerScore;
import io.nacre.decision.Decision;
import io.nacre.decision.ModelScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.PolicyOutcome;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.RuleHit;
import io.nacre.decision.ScoringResult;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.IncidentScope;
import io.nacre.decision.incident.IncidentState;
import io.nacre.decision.incident.IncidentTotals;
import io.nacre.decision.incident.SuspiciousTransaction;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.anomaly.UnusualFeature;
import io.nacre.model.explain.Reason;
import io.nacre.payment.Channel;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records of topics with the few fields that a test is about. The payments of an account have its id as prefix. */
public final class ConsoleRecords {

    private static final Trail TRAIL = new Samples(1).alert().model().trail();

    private ConsoleRecords() {}

    /** Writes records to a store, each once. */
    public static void write(ConsoleDatabase database, long receivedMs, Object... records) {
        StoreWriter writer = new StoreWriter(database);
        for (int k = 0; k < records.length; k++) {
            RecordOrigin origin = new RecordOrigin("topic", 0, database.revision() * 10_000 + k, receivedMs);
            writer.add(origin, records[k]);
            writer.advance(origin, "id");
        }
        writer.commit();
    }

    public static Transaction transaction(String id, long eventTimeMs, Money amount, Channel channel) {
        return new Transaction(
                id,
                eventTimeMs,
                "a-" + id,
                null,
                amount,
                channel,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new TreeMap<>());
    }

    /** The alert of a payment, with reasons of these codes. */
    public static Alert alert(String incidentId, String transactionId, double loss, long atMs, String... codes) {
        List<Reason> reasons = Stream.of(codes)
                .map(code -> new Reason(code, "amount.value", 1, 0, 1))
                .toList();
        return new Alert(
                new IncidentState(
                        incidentId,
                        Alert.Status.OPENED,
                        new IncidentTotals(1, 0, 0.9, loss, "EUR"),
                        atMs,
                        atMs,
                        IncidentScope.ACCOUNT),
                new SuspiciousTransaction(
                        "a-" + transactionId,
                        transactionId,
                        new Money(100, "EUR"),
                        Outcome.REVIEW,
                        new ModelScore(TRAIL, reasons, null, "b-1")));
    }

    /** A decision that a test completes. */
    public static final class DecisionBuilder {
        private final String id;
        private final long eventTimeMs;
        private Outcome outcome = Outcome.APPROVE;
        private Cause cause = Cause.SCORE;
        private double score = 0.01;
        private String bundleId = "b-1";
        private boolean anomalous;
        private List<String> degraded = List.of();
        private List<RuleHit> rules = List.of();
        private @Nullable ChallengerScore challenger;

        private DecisionBuilder(String id, long eventTimeMs) {
            this.id = id;
            this.eventTimeMs = eventTimeMs;
        }

        public DecisionBuilder outcome(Outcome outcome, Cause cause) {
            this.outcome = outcome;
            this.cause = cause;
            return this;
        }

        public DecisionBuilder score(double score) {
            this.score = score;
            return this;
        }

        public DecisionBuilder bundle(String id) {
            this.bundleId = id;
            return this;
        }

        public DecisionBuilder anomalous() {
            this.anomalous = true;
            return this;
        }

        public DecisionBuilder without(String layer) {
            this.degraded = List.of(layer);
            return this;
        }

        public DecisionBuilder rules(RuleHit... hits) {
            this.rules = List.of(hits);
            return this;
        }

        public DecisionBuilder challenger(double score, Outcome outcome) {
            this.challenger = new ChallengerScore("b-2", score, outcome);
            return this;
        }

        public Decision build() {
            double[] logits = TRAIL.logits().clone();
            logits[logits.length - 1] = Math.log(score / (1 - score));
            Anomaly anomaly =
                    anomalous ? new Anomaly(0.001, List.of(new UnusualFeature("amount.value", 9, 1, 1))) : null;
            return new Decision(
                    id,
                    "a-" + id,
                    eventTimeMs,
                    new PolicyOutcome(outcome, cause),
                    new ScoringResult(
                            new ModelScore(new Trail(logits), List.of(), anomaly, bundleId),
                            degraded,
                            new RuleAndChallengerResults(rules, challenger)),
                    false,
                    eventTimeMs,
                    RecordOrigin.NONE);
        }
    }

    /** A decision of the payment, which approves it by its score. */
    public static DecisionBuilder decision(String id, long eventTimeMs) {
        return new DecisionBuilder(id, eventTimeMs);
    }

    /** A rule that matched, and is enforced. */
    public static RuleHit hit(String ruleId, Outcome outcome, boolean hard) {
        return new RuleHit(ruleId, 1, outcome, hard, false, false);
    }
}
