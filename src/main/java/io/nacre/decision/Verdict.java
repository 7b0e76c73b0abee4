package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.Label;
import org.jspecify.annotations.Nullable;

/**
 * An analyst's finding on a transaction.
 *
 * @param incidentId the incident that it concludes, if it came from an alert
 * @param atMs time of the finding, ms since 1970
 */
public record Verdict(
        String accountId,
        String transactionId,
        @Nullable String incidentId,
        Finding finding,
        String analyst,
        @Nullable String note,
        long atMs) {

    /** The finding of the analyst. An inconclusive one gives no label. */
    public enum Finding {
        FRAUD,
        LEGITIMATE,
        INCONCLUSIVE
    }

    public Verdict {
        requireNonNull(accountId, "accountId is null");
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(finding, "finding is null");
        requireNonNull(analyst, "analyst is null");
    }

    /** The label from this finding; null if it is inconclusive. */
    public @Nullable Label label() {
        return finding == Finding.INCONCLUSIVE
                ? null
                : new Label(transactionId, accountId, finding == Finding.FRAUD, atMs, Label.Source.VERDICT, incidentId);
    }
}
