package io.nacre.ingest;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.RecordOrigin;

/** Converts the messages of one format. The same message always gives the same ids. Not thread-safe. */
public interface MessageConverter {

    /**
     * Passes the content of one message to the sink.
     *
     * @param message without its framing
     * @param origin with the time of arrival, which bounds the times in the message
     * @throws RecordRejectedException if the message as a whole cannot be read; then nothing was passed to the sink
     */
    void convert(byte[] message, RecordOrigin origin, IngestSink sink) throws RecordRejectedException;

    /** A copy for a dead letter, without what must not be stored, such as card numbers that no search would find. */
    byte[] masked(byte[] message);
}
