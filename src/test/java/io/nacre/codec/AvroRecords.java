package io.nacre.codec;

import io.nacre.avro.binary.BoundedDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** What Avro's own reader finds in the bytes that a contract writes. */
public final class AvroRecords {

    private AvroRecords() {}

    @SuppressWarnings("unchecked") // The caller names the generated class of the contract.
    public static <T, R extends SpecificRecord> R of(Contract<T> contract, T value) {
        return (R)
                read(contract, contract.writer(Framing.SINGLE_OBJECT, "a-topic").write(value));
    }

    /** @param bytes in single-object encoding */
    public static SpecificRecord read(Contract<?> contract, byte[] bytes) {
        SpecificData data = new SpecificData(contract.recordType().getClassLoader());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        BoundedDecoder in = new BoundedDecoder();
        in.start(bytes, Framing.SINGLE_OBJECT_BYTES);
        try {
            SpecificRecord record =
                    new SpecificDatumReader<SpecificRecord>(contract.schema(), contract.schema(), data).read(null, in);
            if (in.remaining() != 0) {
                throw new AssertionError(in.remaining() + " bytes are left over");
            }
            return record;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
