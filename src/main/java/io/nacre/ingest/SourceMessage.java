package io.nacre.ingest;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.rejection.RecordRejectedException;
import org.jspecify.annotations.Nullable;

/**
 * One message of a file.
 *
 * @param number of its line, or of the message where messages are not lines; from 1
 * @param fault why the file gives no message here; null if it gives one
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SourceMessage(
        long number, byte[] bytes, @Nullable RecordRejectedException fault) {

    private static final byte[] NONE = {};

    public SourceMessage {
        requireNonNull(bytes, "bytes is null");
    }

    static SourceMessage faulty(long number, RecordRejectedException fault) {
        return new SourceMessage(number, NONE, fault);
    }
}
