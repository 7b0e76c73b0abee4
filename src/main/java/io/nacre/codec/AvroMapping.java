package io.nacre.codec;

import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.RecordOrigin;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** How one kind of value looks as an Avro record, both ways. */
abstract class AvroMapping<T, R extends SpecificRecord> {

    private final Class<R> type;

    AvroMapping(Class<R> type) {
        this.type = type;
    }

    /** The generated class. */
    final Class<R> type() {
        return type;
    }

    final T checked(SpecificRecord record, RecordOrigin origin) throws RecordRejectedException {
        return read(type.cast(record), origin);
    }

    /**
     * The value, every field checked and normalised. Keeps no part of the record, which is used again.
     *
     * @param origin where the record stood
     */
    abstract T read(R record, RecordOrigin origin) throws RecordRejectedException;

    abstract R write(T value);

    /** Reads ids from records that are refused, for one thread; null where nobody waits for an answer. */
    @Nullable
    TransactionIdReader idReader() {
        return null;
    }

    /** The fields of a value that was read in which a card number is masked. */
    List<String> maskedFields(T value) {
        return List.of();
    }

    /** The name of the only field that may hold masks, where it does. */
    static List<String> maskedField(String name, @Nullable String text) {
        return text != null && CardNumberDetector.isMasked(text) ? List.of(name) : List.of();
    }

    /** A way past the generated class for one thread, or null where there is none. */
    @Nullable
    DirectReader<T> directReader() {
        return null;
    }

    /** A way past the generated class for one thread, or null where there is none. */
    @Nullable
    DirectWriter<T> directWriter() {
        return null;
    }
}
