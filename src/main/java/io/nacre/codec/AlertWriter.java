package io.nacre.codec;

import io.nacre.decision.Alert;
import io.nacre.payment.Money;

/** Writes alerts in the present schema, field by field as it lists them. */
final class AlertWriter implements DirectWriter<Alert> {

    private static final long FINGERPRINT = 0x7A53F70A76D71679L;

    private final Recurring bundleId = new Recurring();

    @Override
    public long fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public void write(Alert value, Body out) {
        Money amount = value.amount();
        out.writeText(value.incidentId());
        out.writeLong(Words.STATUS.place(value.status()));
        out.writeText(value.accountId());
        out.writeText(value.transactionId());
        out.writeLong(value.transactions());
        out.writeLong(amount.minorUnits());
        out.writeText(amount.currency());
        out.writeLong(Words.OUTCOME.place(value.outcome()));
        out.writeDouble(value.score());
        out.writeDouble(value.maxScore());
        DirectParts.trail(value.trail(), out);
        DirectParts.reasons(value.reasons(), out);
        bundleId.write(value.bundleId(), out);
        out.writeLong(value.openedAtMs());
        out.writeLong(value.updatedAtMs());
        DirectParts.anomaly(value.anomaly(), out);
        out.writeDouble(value.expectedLoss());
        out.writeLong(Words.SEVERITY.place(value.severity()));
        out.writeLong(value.unsaid());
        DirectParts.optionalText(value.entity(), out);
        out.writeLong(value.accounts());
        DirectParts.optionalText(value.partOf(), out);
        DirectParts.optionalText(value.lossCurrency(), out);
    }
}
