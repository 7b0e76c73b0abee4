package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.RecordOrigin;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** How one kind of value looks as an Avro record, both ways. One for each thread that reads. */
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
     * The value, every field checked and normalised. Keeps no part of the record, which is used again.
     *
     * @param origin where the record stood
     */
    abstract T read(R record, RecordOrigin origin) throws RecordRejectedException;

    /** Writes bodies of the present schema for one thread. */
    public abstract AvroBodyWriter<T> writer(AvroBodyEncoder out);

    /** Reads ids from records that are refused, for one thread; null where nobody waits for an answer. */
    @Nullable
    public TransactionIdReader idReader() {
        return null;
    }

    /** The fields of a value that was read in which a card number is masked. */
    public List<String> maskedFields(T value) {
        return List.of();
    }

    /** The name of the only field that may hold masks, where it does. */
    static List<String> maskedField(String name, @Nullable String text) {
        return text != null && CardNumberDetector.isMasked(text) ? List.of(name) : List.of();
    }

    /** Whether bodies of the present schema can be read in place. */
    public boolean readsInPlace() {
        return false;
    }

    /**
     * The same value as of a record with the body's fields, read without such a record. May give up by any exception:
     * only the record's way says why a body is refused.
     *
     * @param offset of the body's first byte
     */
    public T readInPlace(byte[] record, int offset, RecordOrigin origin) throws RecordRejectedException {
        throw new UnsupportedOperationException("only records are read, not bodies");
    }
}
