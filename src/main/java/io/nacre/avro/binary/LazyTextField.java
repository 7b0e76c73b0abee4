package io.nacre.avro.binary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/**
 * A text field of the record that is being read. It stays the bytes of the record until its text is needed. Not
 * thread-safe.
 */
public final class LazyTextField {

    private static final int NOT_ENCODED = -1;

    private final BoundedDecoder in;
    private final String name;
    private int start;

    /** In bytes; {@link #NOT_ENCODED} where the text is no longer, or not yet, the bytes of a record. */
    private int length = NOT_ENCODED;

    /** Of no meaning where the text is encoded. */
    private @Nullable String decoded;

    /**
     * A text field of the records that a decoder reads.
     *
     * @param name as messages give it, such as {@code merchant.id}
     */
    public LazyTextField(BoundedDecoder in, String name) {
        this.in = in;
        this.name = name;
    }

    /** The field's name as messages give it. */
    public String name() {
        return name;
    }

    public void read() {
        length = in.skipLength();
        start = in.at() - length;
    }

    /** Reads a union of null and text. */
    public void readOptional() {
        if (in.readPresence()) {
            read();
        } else {
            set(null);
        }
    }

    public void set(@Nullable String text) {
        length = NOT_ENCODED;
        if (text != null || decoded != null) {
            decoded = text;
        }
    }

    /**
     * The text; null where the field is null.
     *
     * @throws org.apache.avro.AvroRuntimeException where the bytes are not UTF-8
     */
    public @Nullable String text() {
        return isEncoded() ? BoundedDecoder.text(in.bytes(), start, length) : decoded;
    }

    /** The text where it is at most so long and {@linkplain PlainAsciiDetector plain}; null for any other. */
    public @Nullable String plainText(int maxLength) {
        return isEncoded() && length <= maxLength && PlainAsciiDetector.isPlain(in.bytes(), start, length)
                ? new String(in.bytes(), start, length, ISO_8859_1)
                : null;
    }

    /** Whether the field is null. */
    public boolean isNull() {
        return length == NOT_ENCODED && decoded == null;
    }

    /** Whether the text is still the bytes of a record. */
    public boolean isEncoded() {
        return length != NOT_ENCODED;
    }

    /** The record that holds the text, where it {@linkplain #isEncoded is encoded}. */
    public byte[] bytes() {
        return in.bytes();
    }

    /** Where the text begins in {@link #bytes}. */
    public int start() {
        return start;
    }

    /** Where the text ends in {@link #bytes}. */
    public int end() {
        return start + length;
    }
}
