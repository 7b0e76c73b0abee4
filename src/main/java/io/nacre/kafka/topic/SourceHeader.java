package io.nacre.kafka.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.payment.RecordOrigin;
import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The header with the origin of an output's input, as {@code topic:partition:offset:topic-id}. With it, tools can prove
 * that nothing was lost, and consumers can detect repeated records without decoding them. A topic that is deleted and
 * created again has the same offsets, but another id. Headers of earlier releases end with the offset.
 */
public final class SourceHeader {

    public static final String NAME = "nacre-source";

    private SourceHeader() {}

    /** The origin in the format of the header. */
    public static String text(RecordOrigin origin) {
        String position = position(origin);
        return origin.topicId() == null ? position : position + ":" + origin.topicId();
    }

    /** The origin without the topic id. */
    public static String position(RecordOrigin origin) {
        return origin.topic() + ":" + origin.partition() + ":" + origin.offset();
    }

    /** Whether a text is the position of this origin, with or without the topic id. */
    public static boolean isPositionOf(String text, RecordOrigin origin) {
        return text.equals(text(origin)) || text.equals(position(origin));
    }

    /** The header's value, or null if a record has none. */
    public static @Nullable String of(Headers headers) {
        Header header = headers.lastHeader(NAME);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    /** Parses a text of {@link #text}, without the record's timestamp; null if it is invalid. */
    public static @Nullable RecordOrigin origin(String text) {
        // Topic names and topic ids have no colon.
        String[] parts = text.split(":", -1);
        boolean withId = parts.length == 4;
        if ((parts.length != 3 && !withId) || parts[0].isEmpty() || (withId && parts[3].isEmpty())) {
            return null;
        }
        try {
            int partition = Integer.parseInt(parts[1]);
            long offset = Long.parseLong(parts[2]);
            String topicId = withId ? parts[3] : null;
            return partition < 0 || offset < 0 ? null : new RecordOrigin(parts[0], partition, offset, 0, topicId);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Creates the headers of one topic's records, most of which have the same input topic. Not thread-safe. */
    public static final class Maker {

        /** The maximum digits of a long, twice, with two colons. */
        private static final int NUMBERS_BYTES = 2 * (1 + 20);

        private String topic = "";
        private @Nullable String topicId;
        private byte[] text = new byte[NUMBERS_BYTES];
        private byte[] tail = {};
        private int topicBytes;

        public Header of(RecordOrigin origin) {
            if (!topic.equals(origin.topic()) || !Objects.equals(topicId, origin.topicId())) {
                topic = origin.topic();
                topicId = origin.topicId();
                byte[] name = topic.getBytes(UTF_8);
                tail = topicId == null ? new byte[0] : (":" + topicId).getBytes(UTF_8);
                topicBytes = name.length;
                text = Arrays.copyOf(name, topicBytes + NUMBERS_BYTES + tail.length);
            }
            int end = number(origin.partition(), topicBytes);
            end = number(origin.offset(), end);
            System.arraycopy(tail, 0, text, end, tail.length);
            return new RecordHeader(NAME, Arrays.copyOf(text, end + tail.length));
        }

        /** Writes a colon and a non-negative number; returns the end. */
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
