package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a gateway waits for a decision: the partition of the replies topic that it reads, and the id of its request.
 * The transaction record carries the address as a header. The job sends the decision to that partition, with the same
 * header.
 *
 * @param partition any number from 0; the job takes it modulo the number of partitions
 * @param requestId unguessable, so that no other producer can answer the request
 */
public record ReplyAddress(int partition, String requestId) {

    /** The name of the header. */
    public static final String HEADER = "nacre-reply-to";

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,6}):([A-Za-z0-9_-]{8,64})");

    public ReplyAddress {
        requireNonNull(requestId, "requestId is null");
        if (partition < 0) {
            throw new IllegalArgumentException("partition is negative: " + partition);
        }
    }

    /** The address in the headers of a record; null if it has none, or an invalid one. */
    public static @Nullable ReplyAddress of(RecordOrigin origin) {
        String text = origin.headers().get(HEADER);
        return text == null ? null : parse(text);
    }

    /** Parses the value of the header; null if it is invalid. */
    public static @Nullable ReplyAddress parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches() ? new ReplyAddress(Integer.parseInt(matcher.group(1)), matcher.group(2)) : null;
    }

    /** The value of the header. */
    public String text() {
        return partition + ":" + requestId;
    }
}
