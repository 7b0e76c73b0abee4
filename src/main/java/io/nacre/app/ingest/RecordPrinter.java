package io.nacre.app.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nacre.codec.json.JsonRecordWriter;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Transaction;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** Prints the records that would be written: one JSON object per line, with topic, key and value. */
final class RecordPrinter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonRecordWriter<Transaction> transactions =
            TopicCatalogue.TRANSACTIONS.contract().jsonWriter();
    private final JsonRecordWriter<LifecycleEvent> lifecycleEvents =
            TopicCatalogue.LIFECYCLE.contract().jsonWriter();
    private final PrintWriter out;

    RecordPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(Transaction transaction) {
        print(TopicCatalogue.TRANSACTIONS, transaction, transactions);
    }

    void print(LifecycleEvent event) {
        print(TopicCatalogue.LIFECYCLE, event, lifecycleEvents);
    }

    private <T> void print(Topic<T> topic, T value, JsonRecordWriter<T> writer) {
        ObjectNode row = JSON.createObjectNode();
        row.put("topic", topic.name());
        row.put("key", topic.key().of(value));
        row.set("value", writer.write(value));
        try {
            out.println(JSON.writeValueAsString(row));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a JSON object can always be written", e);
        }
    }
}
