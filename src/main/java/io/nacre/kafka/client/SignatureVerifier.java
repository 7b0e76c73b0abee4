package io.nacre.kafka.client;

import io.nacre.codec.DeadLetter;
import io.nacre.codec.RejectionCode;
import io.nacre.kafka.topic.Topic;
import io.nacre.payment.RecordOrigin;
import io.nacre.secret.RecordSignatureCheck;
import io.nacre.secret.RecordSigner;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Whether the records of one topic come from whom they should. Not thread-safe. */
public final class SignatureVerifier {

    private final @Nullable RecordSignatureCheck check;

    private SignatureVerifier(@Nullable RecordSignatureCheck check) {
        this.check = check;
    }

    public static SignatureVerifier of(Topic<?> topic, KafkaSettings settings) {
        return new SignatureVerifier(settings.signatures().check(topic.name(), settings.nameOf(topic)));
    }

    /** Why the record must not be believed; null where it may be. */
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
                                + ", which this topic demands; have its writer sign");
            case FOREIGN ->
                letter(
                        origin,
                        record,
                        RejectionCode.SIGNATURE_WRONG,
                        "the signature names a key that is not accepted on this topic; compare accept and sign on both"
                                + " sides");
            case WRONG ->
                letter(
                        origin,
                        record,
                        RejectionCode.SIGNATURE_WRONG,
                        "topic, key or value are not what was signed, or another key was used; find out who wrote it");
        };
    }

    private static DeadLetter letter(
            RecordOrigin origin, ConsumerRecord<byte[], byte[]> record, RejectionCode code, String detail) {
        return DeadLetter.of(origin, record.value(), code, detail);
    }
}
