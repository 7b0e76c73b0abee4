package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.RecordOrigin;
import io.nacre.secret.Sha256;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters. The rejected value is truncated, so that every dead letter fits into a record of Kafka's default size.
 */
public final class DeadLetterMapping extends AvroMapping<DeadLetter, io.nacre.avro.DeadLetter> {

    public DeadLetterMapping() {
        super(io.nacre.avro.DeadLetter.class);
    }

    @Override
    DeadLetter read(io.nacre.avro.DeadLetter record, RecordOrigin origin) throws RecordRejectedException {
        return new DeadLetter(
                SharedMappings.origin(record.getOrigin()),
                bytes(record.getValue()),
                EnumMapping.REJECTION_CODE.read("code", record.getCode()),
                record.getField(),
                record.getDetail());
    }

    @Override
    public AvroBodyWriter<DeadLetter> writer(AvroBodyEncoder out) {
        io.nacre.avro.DeadLetter.Encoder record = new io.nacre.avro.DeadLetter.Encoder(out);
        RecordOriginWriter origin = new RecordOriginWriter();
        return value -> {
            byte[] bytes = value.value();
            int size = bytes == null ? 0 : bytes.length;
            return record.origin(value.origin(), origin)
                    .value(bytes == null ? null : ByteBuffer.wrap(bytes, 0, Math.min(size, DeadLetter.MAX_VALUE_BYTES)))
                    .valueSizeBytes(size)
                    .valueSha256(bytes == null || size <= DeadLetter.MAX_VALUE_BYTES ? null : Sha256.hex(bytes))
                    .code(EnumMapping.REJECTION_CODE.write(value.code()))
                    .field(value.field())
                    .detail(value.detail());
        };
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
