package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.RecordOrigin;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Maps one kind of value to an Avro record and back. One instance per reading thread. */
public abstract class AvroMapping<T, R extends SpecificRecord> {

    private final Class<R> type;

    AvroMapping(Class<R> type) {
        this.type = type;
    }

    /** The generated class. */
    public final Class<R> type() {
        return type;
    }

    public final T checked(SpecificRecord record, RecordOrigin origin) throws RecordRejectedException {
        return read(type.cast(record), origin);
    }

    /**
     * Converts a record to a value; every field is validated and normalised. The value has no reference to the record,
     * which is reused.
     *
     * @param origin the origin of the record
     */
    abstract T read(R record, RecordOrigin origin) throws RecordRejectedException;

    /** Writes bodies of the current schema for one thread. */
    public abstract AvroBodyWriter<T> writer(AvroBodyEncoder out);

    /** Reads ids from rejected records, for one thread; null if such rejections are not answered. */
    @Nullable
    public TransactionIdReader idReader() {
        return null;
    }

    /** The fields of a decoded value in which a card number is masked. */
    public List<String> maskedFields(T value) {
        return List.of();
    }

    /** The name of the only field that may contain a masked card number, if it does. */
    static List<String> maskedField(String name, @Nullable String text) {
        return text != null && CardNumberDetector.isMasked(text) ? List.of(name) : List.of();
    }

    /** Whether bodies of the current schema can be decoded without an Avro record. */
    public boolean readsInPlace() {
        return false;
    }

    /**
     * Decodes a body without creating an Avro record, to the same value as {@link #read}. It may fail with any
     * exception; then the caller decodes the record, which gives the reason for the rejection.
     *
     * @param offset of the body's first byte
     */
    public T readInPlace(byte[] record, int offset, RecordOrigin origin) throws RecordRejectedException {
        throw new UnsupportedOperationException("this mapping only decodes generated records");
    }
}
