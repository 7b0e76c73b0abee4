package io.nacre.codec;

import io.nacre.codec.binary.AvroBodyEncoder;
import io.nacre.codec.binary.CachedText;
import io.nacre.decision.Decision;

/** Writes decisions in the present schema, field by field as it lists them. */
final class DecisionWriter implements DirectWriter<Decision> {

    private static final long FINGERPRINT = 0xF1EAA0E5BF0F154BL;

    private static final long NO_REJECTION = 0;

    private final CachedText bundleId = new CachedText();
    private final CachedText topic = new CachedText();
    private final CachedText topicId = new CachedText();

    @Override
    public long fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public void write(Decision value, AvroBodyEncoder out) {
        out.writeText(value.transactionId());
        out.writeText(value.accountId());
        out.writeLong(value.eventTimeMs());
        out.writeLong(EnumOrdinals.OUTCOME.place(value.outcome()));
        out.writeLong(EnumOrdinals.CAUSE.place(value.cause()));
        out.writeDouble(value.score());
        NestedRecordEncoders.trail(value.trail(), out);
        NestedRecordEncoders.reasons(value.reasons(), out);
        bundleId.write(value.bundleId(), out);
        NestedRecordEncoders.texts(value.degradedLayers(), out);
        out.writeBoolean(value.duplicate());
        out.writeLong(value.decidedAtMs());
        out.writeLong(value.latencyMs());
        NestedRecordEncoders.origin(value.origin(), topic, topicId, out);
        NestedRecordEncoders.anomaly(value.anomaly(), out);
        NestedRecordEncoders.optionalText(value.causeDetail(), out);
        RuleAndChallengerMappings.write(value.advice(), out);
        out.writeLong(NO_REJECTION);
    }
}
