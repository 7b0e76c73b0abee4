package io.nacre.kafka.topic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nacre.payment.BodyHash;
import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.ReplyAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a transaction record that its decision, its alert and its examples take over: the W3C trace context,
 * and the platform's own headers, whose names begin with {@value #PLATFORM}. The headers of a gateway, the reply
 * address and the body hash, travel with them through the job.
 *
 * <p>Headers are bounded, because they pass every operator. A header that exceeds a limit, is not printable ASCII or
 * may contain a card number is dropped. The transaction is decided without it.
 */
public final class PropagatedHeaders {

    /** W3C trace context. */
    public static final String TRACE_PARENT = "traceparent";

    /** W3C trace context of vendors. */
    public static final String TRACE_STATE = "tracestate";

    /** Prefix of the headers that belong to the platform. */
    public static final String PLATFORM = "platform-";

    /** Maximum number of a record's headers that are passed on. Those of the gateway do not count. */
    public static final int MAX_HEADERS = 8;

    /** Maximum length of a name, in characters. */
    static final int NAME_CHARACTERS = 64;

    /** Maximum length of a value, in characters; the limit of {@code tracestate}. */
    static final int VALUE_CHARACTERS = 512;

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1," + NAME_CHARACTERS + "}");

    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private PropagatedHeaders() {}

    /** The headers to pass on, in the order of the record. Of headers with one name, the last counts. */
    public static Map<String, String> of(Headers headers) {
        Map<String, String> passed = Map.of();
        int counted = 0;
        for (Header header : headers) {
            String name = header.key();
            boolean isOfGateway = isOfGateway(name);
            String value = isOfGateway || isPassed(name) ? valueOf(name, header.value()) : null;
            if (value != null && (isOfGateway || counted < MAX_HEADERS || passed.containsKey(name))) {
                passed = passed.isEmpty() ? new LinkedHashMap<>() : passed;
                counted += passed.put(name, value) == null && !isOfGateway ? 1 : 0;
            }
        }
        return passed;
    }

    /** Adds the headers of an input to an output, without those of the gateway. */
    public static void add(RecordOrigin origin, Headers headers) {
        if (!origin.headers().isEmpty()) {
            origin.headers().forEach((name, value) -> {
                if (!isOfGateway(name)) {
                    headers.add(name, value.getBytes(US_ASCII));
                }
            });
        }
    }

    /** Whether outputs take over a header with this name. */
    public static boolean isPassed(String name) {
        return name.equals(TRACE_PARENT)
                || name.equals(TRACE_STATE)
                || (name.startsWith(PLATFORM) && NAME.matcher(name).matches() && !CardNumberDetector.isInId(name));
    }

    private static boolean isOfGateway(String name) {
        return name.equals(ReplyAddress.HEADER) || name.equals(BodyHash.HEADER);
    }

    /** The value as text; null for a value that must not be passed on. */
    private static @Nullable String valueOf(String name, byte @Nullable [] value) {
        if (value == null || value.length == 0 || value.length > VALUE_CHARACTERS) {
            return null;
        }
        for (byte character : value) {
            if (character < ' ' || character > '~') {
                return null;
            }
        }
        String text = new String(value, US_ASCII);
        return switch (name) {
            // Ids and hashes in these formats are random digits, some of which look like a card number.
            case TRACE_PARENT -> TRACE.matcher(text).matches() ? text : null;
            case ReplyAddress.HEADER -> ReplyAddress.parse(text) == null ? null : text;
            case BodyHash.HEADER -> BodyHash.isValid(text) ? text : null;
            default -> CardNumberDetector.masked(text).equals(text) ? text : null;
        };
    }
}
