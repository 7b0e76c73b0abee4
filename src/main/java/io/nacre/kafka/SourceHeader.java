package io.nacre.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.payment.Origin;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The header that names the input an output was made from, as {@code topic:partition:offset}: whoever counts can prove
 * that nothing was lost, and who sees a record twice knows it, without reading the record.
 */
public final class SourceHeader {

    public static final String NAME = "nacre-source";

    private SourceHeader() {}

    /** The input's coordinates as the header carries them. */
    public static String text(Origin origin) {
        return origin.topic() + ":" + origin.partition() + ":" + origin.offset();
    }

    /** The header's text, or null where a record has none. */
    public static @Nullable String of(Headers headers) {
        Header header = headers.lastHeader(NAME);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    static Header of(Origin origin) {
        return new RecordHeader(NAME, text(origin).getBytes(UTF_8));
    }
}
