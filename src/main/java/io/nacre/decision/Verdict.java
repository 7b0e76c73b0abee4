package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.Label;
import org.jspecify.annotations.Nullable;

/**
 * An analyst's finding on a transaction.
 *
 * @param incidentId the incident that it concludes, if it came from an alert
 * @param reason why the analyst came to the finding; null if no reason was given
 * @param atMs time of the finding, ms since 1970
 */
public record Verdict(
        String accountId,
        String transactionId,
        @Nullable String incidentId,
        Finding finding,
        @Nullable Reason reason,
        String analyst,
        @Nullable String note,
        long atMs) {

    /** The finding of the analyst. An inconclusive one gives no label. */
    public enum Finding {
        FRAUD,
        LEGITIMATE,
        INCONCLUSIVE
    }

    /** Why the analyst came to a finding. Each reason explains one finding; {@link #OTHER} explains any. */
    public enum Reason {
        ACCOUNT_TAKEOVER(Finding.FRAUD),
        STOLEN_CARD(Finding.FRAUD),
        CARD_TESTING(Finding.FRAUD),
        /** The customer was deceived into paying. */
        SCAM(Finding.FRAUD),
        /** The account passes on money of others. */
        MULE(Finding.FRAUD),
        REFUND_ABUSE(Finding.FRAUD),
        OTHER_FRAUD(Finding.FRAUD),
        CUSTOMER_CONFIRMED(Finding.LEGITIMATE),
        KNOWN_BEHAVIOUR(Finding.LEGITIMATE),
        MODEL_ERROR(Finding.LEGITIMATE),
        CUSTOMER_UNREACHABLE(Finding.INCONCLUSIVE),
        OTHER(null);

        private final @Nullable Finding finding;

        Reason(@Nullable Finding finding) {
            this.finding = finding;
        }

        /** Whether it can explain a finding. */
        public boolean explains(Finding other) {
            return finding == null || finding == other;
        }
    }

    public Verdict {
        requireNonNull(accountId, "accountId is null");
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(finding, "finding is null");
        requireNonNull(analyst, "analyst is null");
    }

    /** Without a reason. */
    public Verdict(
            String accountId,
            String transactionId,
            @Nullable String incidentId,
            Finding finding,
            String analyst,
            @Nullable String note,
            long atMs) {
        this(accountId, transactionId, incidentId, finding, null, analyst, note, atMs);
    }

    /** The label from this finding; null if it is inconclusive. */
    public @Nullable Label label() {
        return finding == Finding.INCONCLUSIVE
                ? null
                : new Label(transactionId, accountId, finding == Finding.FRAUD, atMs, Label.Source.VERDICT, incidentId);
    }
}
