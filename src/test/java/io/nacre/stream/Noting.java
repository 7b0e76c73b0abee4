package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.stream.event.WithOrigin;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A topic whose records a test reads in the same JVM. */
record Noting<T>(String trial) implements Sink<T> {

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        JobHarness.Notes notes = requireNonNull(JobHarness.NOTES.get(trial));
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context record) {
                notes.add(element instanceof WithOrigin<?> withOrigin ? withOrigin.value() : element);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
