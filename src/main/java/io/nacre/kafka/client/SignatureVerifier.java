package io.nacre.kafka.client;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.kafka.topic.Topic;
import io.nacre.payment.RecordOrigin;
import io.nacre.secret.RecordSignatureVerifier;
import io.nacre.secret.RecordSigner;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Verifies the signatures of the records of one topic. Not thread-safe. */
public final class SignatureVerifier {

    private final @Nullable RecordSignatureVerifier check;

    private SignatureVerifier(@Nullable RecordSignatureVerifier check) {
        this.check = check;
    }

    public static SignatureVerifier of(Topic<?> topic, KafkaSettings settings) {
        return new SignatureVerifier(settings.signatures().check(topic.name(), settings.nameOf(topic)));
    }

    /** The dead letter of a record with a missing or invalid signature; null if the record is valid. */
    public @Nullable DeadLetter refusal(ConsumerRecord<byte[], byte[]> record, RecordOrigin origin) {
        if (check == null) {
            return null;
        }
        Header header = record.headers().lastHeader(RecordSigner.HEADER);
        return switch (check.find(header == null ? null : header.value(), record.key(), record.value())) {
            case GOOD -> null;
            case MISSING ->
                letter(
                        origin,
                        record,
                        RejectionCode.SIGNATURE_MISSING,
                        "the record has no header " + RecordSigner.HEADER
                                + ", which this topic requires; configure the producer to sign");
            case FOREIGN ->
                letter(
                        origin,
                        record,
                        RejectionCode.SIGNATURE_WRONG,
                        "the signature has a key that this topic does not accept; compare accept and sign on both"
                                + " sides");
            case WRONG ->
                letter(
                        origin,
                        record,
                        RejectionCode.SIGNATURE_WRONG,
                        "topic, key or value differ from the signed ones, or another key was used; find the producer");
        };
    }

    private static DeadLetter letter(
            RecordOrigin origin, ConsumerRecord<byte[], byte[]> record, RejectionCode code, String detail) {
        return DeadLetter.of(origin, record.value(), code, detail);
    }
}
