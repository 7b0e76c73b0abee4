package io.nacre.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.payment.Origin;
import java.util.Arrays;
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

    /** The coordinates in a text such as {@link #text} makes, without the record's time; null for any other. */
    public static @Nullable Origin origin(String text) {
        int second = text.lastIndexOf(':');
        int first = text.lastIndexOf(':', second - 1);
        if (first <= 0 || second < 0) {
            return null;
        }
        try {
            int partition = Integer.parseInt(text, first + 1, second, 10);
            long offset = Long.parseLong(text, second + 1, text.length(), 10);
            return partition < 0 || offset < 0 ? null : new Origin(text.substring(0, first), partition, offset, 0);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Makes the headers of one topic's records, most of which have one input topic. Not thread-safe. */
    static final class Maker {

        /** As many as a long may have, and two colons with the partition between. */
        private static final int NUMBERS_BYTES = 2 * (1 + 20);

        private String topic = "";
        private byte[] text = new byte[NUMBERS_BYTES];
        private int topicBytes;

        Header of(Origin origin) {
            if (!topic.equals(origin.topic())) {
                topic = origin.topic();
                byte[] name = topic.getBytes(UTF_8);
                topicBytes = name.length;
                text = Arrays.copyOf(name, topicBytes + NUMBERS_BYTES);
            }
            int end = number(origin.partition(), topicBytes);
            end = number(origin.offset(), end);
            return new RecordHeader(NAME, Arrays.copyOf(text, end));
        }

        /** A colon and the number, which is not negative; returns where they end. */
        private int number(long value, int from) {
            text[from] = ':';
            int end = from + 1 + digits(value);
            long rest = value;
            for (int at = end - 1; at > from; at--) {
                text[at] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            return end;
        }

        private static int digits(long value) {
            int digits = 1;
            for (long rest = value; rest >= 10; rest /= 10) {
                digits++;
            }
            return digits;
        }
    }
}
