package io.nacre.console.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nacre.codec.Contract;
import io.nacre.codec.json.JsonRecordReader;
import io.nacre.codec.json.JsonRecordWriter;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.RecordOrigin;

/** The JSON form of the records of one contract, in which the store keeps them. Thread-safe. */
public final class RecordJson<T> {

    private final ThreadLocal<JsonRecordReader<T>> readers;
    private final ThreadLocal<JsonRecordWriter<T>> writers;

    public RecordJson(Contract<T> contract) {
        this.readers = ThreadLocal.withInitial(contract::jsonReader);
        this.writers = ThreadLocal.withInitial(contract::jsonWriter);
    }

    public ObjectNode node(T value) {
        return writers.get().write(value);
    }

    String text(T value) {
        return node(value).toString();
    }

    T read(String text) {
        try {
            return readers.get().read(text.getBytes(UTF_8), RecordOrigin.NONE);
        } catch (RecordRejectedException e) {
            throw new IllegalStateException("the store has a record that its contract rejects: " + e.getMessage(), e);
        }
    }
}
