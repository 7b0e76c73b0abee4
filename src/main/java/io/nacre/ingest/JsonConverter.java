package io.nacre.ingest;

import io.nacre.codec.Contract;
import io.nacre.codec.json.JsonRecordReader;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.util.function.BiConsumer;

/** Reads messages that are already one JSON object of a contract, as the gateway does. */
public final class JsonConverter<T> implements MessageConverter {

    private final JsonRecordReader<T> reader;
    private final BiConsumer<IngestSink, T> pass;

    private JsonConverter(Contract<T> contract, BiConsumer<IngestSink, T> pass) {
        this.reader = contract.jsonReader();
        this.pass = pass;
    }

    public static JsonConverter<Transaction> transactions() {
        return new JsonConverter<>(Contract.TRANSACTION, IngestSink::transaction);
    }

    public static JsonConverter<LifecycleEvent> lifecycleEvents() {
        return new JsonConverter<>(Contract.LIFECYCLE_EVENT, IngestSink::lifecycleEvent);
    }

    @Override
    public void convert(byte[] message, RecordOrigin origin, IngestSink sink) throws RecordRejectedException {
        pass.accept(sink, reader.read(message, origin));
    }

    /** The same bytes, because a dead letter masks card numbers in text. */
    @Override
    public byte[] masked(byte[] message) {
        return message;
    }
}
