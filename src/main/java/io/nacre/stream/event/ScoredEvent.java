package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.RelatedEntities;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.Kind;
import io.nacre.model.Thresholds;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.explain.Reason;
import io.nacre.payment.Label;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What passed the cascade, with what the model says of it: as much of it as a decision needs, since it crosses to the
 * account's task once more. News and repeats pass unscored.
 *
 * @param transactionId of the transaction itself, or of the one a label is about; empty for an erasure
 * @param atMs event time of that transaction, ms since 1970
 * @param label present for a LABEL
 * @param amount present for a TRANSACTION
 * @param parties of a TRANSACTION; of the one that a LABEL is about, those that its account remembers
 * @param trail present for a TRANSACTION
 * @param anomaly present for a TRANSACTION if the bundle can tell
 * @param thresholds of the bundle that scored, so that score and thresholds never come from two bundles
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink writes List, not the immutable types.
public record ScoredEvent(
        Kind kind,
        RecordOrigin origin,
        String accountId,
        String transactionId,
        long atMs,
        @Nullable Label label,
        @Nullable Money amount,
        RelatedEntities parties,
        @Nullable Trail trail,
        List<Reason> reasons,
        @Nullable Anomaly anomaly,
        List<String> degradedLayers,
        RuleAndChallengerResults advice,
        String bundleId,
        Thresholds thresholds) {

    public ScoredEvent {
        requireNonNull(kind, "kind is null");
        requireNonNull(origin, "origin is null");
        requireNonNull(accountId, "accountId is null");
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(parties, "parties is null");
        requireNonNull(advice, "advice is null");
        requireNonNull(bundleId, "bundleId is null");
        requireNonNull(thresholds, "thresholds is null");
        reasons = List.copyOf(reasons);
        degradedLayers = List.copyOf(degradedLayers);
    }

    public static ScoredEvent of(
            EnrichedEvent enrichedEvent,
            @Nullable Trail trail,
            List<Reason> reasons,
            @Nullable Anomaly anomaly,
            List<String> degradedLayers,
            RuleAndChallengerResults ruleAndChallengerResults,
            String bundleId,
            Thresholds thresholds) {
        Transaction transaction = enrichedEvent.transaction();
        Label label = enrichedEvent.label();
        return new ScoredEvent(
                enrichedEvent.kind(),
                enrichedEvent.origin(),
                enrichedEvent.keys().accountId(),
                transactionId(transaction, label),
                enrichedEvent.keys().atMs(),
                label,
                enrichedEvent.kind() == Kind.TRANSACTION
                        ? requireNonNull(transaction).amount()
                        : null,
                parties(enrichedEvent),
                trail,
                reasons,
                anomaly,
                degradedLayers,
                ruleAndChallengerResults,
                bundleId,
                thresholds);
    }

    private static RelatedEntities parties(EnrichedEvent enrichedEvent) {
        return switch (enrichedEvent.kind()) {
            case TRANSACTION -> RelatedEntities.of(requireNonNull(enrichedEvent.transaction()), enrichedEvent.facts());
            case LABEL -> RelatedEntities.of(enrichedEvent.keys());
            case REPEAT, CONFLICT, PROFILE, RECEIPT, ERASURE -> RelatedEntities.NONE;
        };
    }

    /** Empty for an erasure, which is about an account. */
    private static String transactionId(@Nullable Transaction transaction, @Nullable Label label) {
        if (transaction != null) {
            return transaction.id();
        }
        return label == null ? "" : label.transactionId();
    }
}
