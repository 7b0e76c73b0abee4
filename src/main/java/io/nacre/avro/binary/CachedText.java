package io.nacre.avro.binary;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A text that is the same in record after record, as the bundle's id is: encoded when it changes. Not thread-safe. */
public final class CachedText {

    private String latest = "";
    private byte[] encoded = {};

    public byte[] encode(String text) {
        if (!text.equals(latest)) {
            encoded = text.getBytes(UTF_8);
            latest = text;
        }
        return encoded;
    }
}
