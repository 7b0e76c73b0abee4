package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.WebhookDeadLetter;
import io.nacre.payment.RecordOrigin;

/** Events that an endpoint did not accept. */
public final class WebhookDeadLetterMapping extends AvroMapping<WebhookDeadLetter, io.nacre.avro.WebhookDeadLetter> {

    public WebhookDeadLetterMapping() {
        super(io.nacre.avro.WebhookDeadLetter.class);
    }

    @Override
    WebhookDeadLetter read(io.nacre.avro.WebhookDeadLetter record, RecordOrigin origin) throws RecordRejectedException {
        return new WebhookDeadLetter(
                FieldValidator.id("endpoint", record.getEndpoint()),
                FieldValidator.id("event_id", record.getEventId()),
                SharedMappings.origin(record.getOrigin()),
                record.getAttempts(),
                record.getLastStatus(),
                FieldValidator.optionalId("last_error", record.getLastError()),
                FieldValidator.time("first_attempt_at", record.getFirstAttemptAt(), origin),
                FieldValidator.time("last_attempt_at", record.getLastAttemptAt(), origin),
                FieldValidator.optionalMs(record.getDeliveredAt()));
    }

    @Override
    public AvroBodyWriter<WebhookDeadLetter> writer(AvroBodyEncoder out) {
        io.nacre.avro.WebhookDeadLetter.Encoder record = new io.nacre.avro.WebhookDeadLetter.Encoder(out);
        RecordOriginWriter origin = new RecordOriginWriter();
        return value -> record.endpoint(value.endpoint())
                .eventId(value.eventId())
                .origin(value.origin(), origin)
                .attempts(value.attempts())
                .lastStatus(value.lastStatus())
                .lastError(value.lastError())
                .firstAttemptAt(value.firstAttemptAtMs())
                .lastAttemptAt(value.lastAttemptAtMs())
                .deliveredAt(value.deliveredAtMs());
    }
}
