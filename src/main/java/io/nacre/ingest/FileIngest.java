package io.nacre.ingest;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.RecordOrigin;
import java.io.IOException;
import java.util.function.LongFunction;

/** Converts the messages of one file, in order. */
public final class FileIngest {

    private final MessageReader messages;
    private final MessageConverter converter;
    private final long receivedMs;
    private final IngestCounts counts = new IngestCounts();

    /** @param receivedMs when the file was received; a time of a message more than a day later is a fault */
    public FileIngest(MessageReader messages, MessageConverter converter, long receivedMs) {
        this.messages = messages;
        this.converter = converter;
        this.receivedMs = receivedMs;
    }

    /**
     * Reads the file to its end.
     *
     * @param sinks the sink for the message of each number
     * @param progress is called after each message
     */
    public IngestCounts run(LongFunction<IngestSink> sinks, Runnable progress) throws IOException {
        for (SourceMessage message = messages.next(); message != null; message = messages.next()) {
            CountingSink sink = new CountingSink(counts, sinks.apply(message.number()));
            RecordRejectedException fault = message.fault();
            if (fault == null) {
                sink.convert(message.bytes(), new RecordOrigin("", 0, message.number(), receivedMs), converter);
            } else {
                counts.addMessage();
                sink.rejected(null, fault);
            }
            progress.run();
        }
        return counts;
    }
}
