package io.nacre.stream.event;

import io.nacre.codec.Samples;
import io.nacre.decision.ModelScore;
import io.nacre.decision.ScoringResult;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.model.Thresholds;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.stream.event.ScoredEvent.ScoredTransaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as they come from scoring. */
public final class ScoredEvents {

    public static final Thresholds THRESHOLDS = new Thresholds(0.5, 0.9, 0.001);

    private ScoredEvents() {}

    public static ScoredTransaction scored(TransactionEvent transaction, double score, @Nullable Anomaly anomaly) {
        return scored(transaction, Samples.trail(score), anomaly, THRESHOLDS);
    }

    /** A transaction that hardly looks like fraud. */
    public static ScoredTransaction harmless(TransactionEvent transaction) {
        return scored(transaction, new Trail(new double[] {-3, -4}), null, THRESHOLDS);
    }

    public static ScoredTransaction scored(
            TransactionEvent transaction, Trail trail, @Nullable Anomaly anomaly, Thresholds thresholds) {
        return ScoredTransaction.of(
                transaction, new ScoringResult(new ModelScore(trail, List.of(), anomaly, "bundle")), thresholds);
    }
}
