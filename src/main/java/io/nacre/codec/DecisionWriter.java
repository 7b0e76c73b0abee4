package io.nacre.codec;

import io.nacre.decision.Decision;

/** Writes decisions in the present schema, field by field as it lists them. */
final class DecisionWriter implements DirectWriter<Decision> {

    private static final long FINGERPRINT = 0x3749DCDA102D8CBFL;

    private static final long NO_REJECTION = 0;

    private final Recurring bundleId = new Recurring();
    private final Recurring topic = new Recurring();
    private final Recurring topicId = new Recurring();

    @Override
    public long fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public void write(Decision value, Body out) {
        out.writeText(value.transactionId());
        out.writeText(value.accountId());
        out.writeLong(value.atMs());
        out.writeLong(Words.OUTCOME.place(value.outcome()));
        out.writeLong(Words.CAUSE.place(value.cause()));
        out.writeDouble(value.score());
        DirectParts.trail(value.trail(), out);
        DirectParts.reasons(value.reasons(), out);
        bundleId.write(value.bundleId(), out);
        DirectParts.texts(value.degradedLayers(), out);
        out.writeBoolean(value.repeated());
        out.writeLong(value.decidedAtMs());
        out.writeLong(value.latencyMs());
        DirectParts.origin(value.origin(), topic, topicId, out);
        DirectParts.anomaly(value.anomaly(), out);
        DirectParts.optionalText(value.grounds(), out);
        AdviceParts.write(value.advice(), out);
        out.writeLong(NO_REJECTION);
    }
}
