package io.nacre.payment;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a transaction that a gateway sends: the SHA-256 of its record in Avro's single-object encoding. The
 * transaction record carries the hash as a header, and the decision as a field. So another gateway can tell whether a
 * request repeats the decided transaction.
 */
public final class BodyHash {

    /** The name of the header. */
    public static final String HEADER = "nacre-body-hash";

    private static final Pattern TEXT = Pattern.compile("[0-9a-f]{64}");

    private BodyHash() {}

    /** The hash in the headers of a record; null if it has none. */
    public static @Nullable String of(RecordOrigin origin) {
        return origin.headers().get(HEADER);
    }

    /** Whether the text has the form of a hash. */
    public static boolean isValid(String text) {
        return TEXT.matcher(text).matches();
    }
}
