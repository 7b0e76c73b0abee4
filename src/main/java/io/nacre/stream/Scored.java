package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.Enriched;
import io.nacre.model.Anomaly;
import io.nacre.model.Reason;
import io.nacre.model.Thresholds;
import io.nacre.model.Trail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What passed the cascade, with what the model says of it. News and repeats pass unscored.
 *
 * @param trail present for a TRANSACTION
 * @param anomaly present for a TRANSACTION if the bundle can tell
 * @param thresholds of the bundle that scored, so that score and thresholds never come from two bundles
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink writes List, not the immutable types.
public record Scored(
        Enriched enriched,
        @Nullable Trail trail,
        List<Reason> reasons,
        @Nullable Anomaly anomaly,
        List<String> degradedLayers,
        String bundleId,
        Thresholds thresholds) {

    public Scored {
        requireNonNull(enriched, "enriched is null");
        requireNonNull(bundleId, "bundleId is null");
        requireNonNull(thresholds, "thresholds is null");
        reasons = List.copyOf(reasons);
        degradedLayers = List.copyOf(degradedLayers);
    }

    public String accountId() {
        return enriched.keys().accountId();
    }
}
