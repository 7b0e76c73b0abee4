package io.nacre.codec;

import io.nacre.codec.binary.AvroBodyEncoder;
import io.nacre.codec.binary.CachedText;
import io.nacre.decision.Alert;
import io.nacre.payment.Money;

/** Writes alerts in the present schema, field by field as it lists them. */
final class AlertWriter implements DirectWriter<Alert> {

    private static final long FINGERPRINT = 0x70F0B746CD05FAEEL;

    private final CachedText bundleId = new CachedText();

    @Override
    public long fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public void write(Alert value, AvroBodyEncoder out) {
        Money amount = value.amount();
        out.writeText(value.incidentId());
        out.writeLong(EnumOrdinals.STATUS.place(value.status()));
        out.writeText(value.accountId());
        out.writeText(value.transactionId());
        out.writeLong(value.transactionCount());
        out.writeLong(amount.minorUnits());
        out.writeText(amount.currency());
        out.writeLong(EnumOrdinals.OUTCOME.place(value.outcome()));
        out.writeDouble(value.score());
        out.writeDouble(value.maxScore());
        NestedRecordEncoders.trail(value.trail(), out);
        NestedRecordEncoders.reasons(value.reasons(), out);
        bundleId.write(value.bundleId(), out);
        out.writeLong(value.openedAtMs());
        out.writeLong(value.updatedAtMs());
        NestedRecordEncoders.anomaly(value.anomaly(), out);
        out.writeDouble(value.expectedLoss());
        out.writeLong(EnumOrdinals.SEVERITY.place(value.severity()));
        out.writeLong(value.suppressedAlertCount());
        NestedRecordEncoders.optionalText(value.entity(), out);
        out.writeLong(value.accountCount());
        NestedRecordEncoders.optionalText(value.parentIncidentId(), out);
        NestedRecordEncoders.optionalText(value.lossCurrency(), out);
    }
}
