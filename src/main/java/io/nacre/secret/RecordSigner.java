package io.nacre.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Base64;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Signs the records of one topic with one key. The signature covers the topic's name, the key and the value, each with
 * its length. So no part can be moved into another, and no record to another topic. Not thread-safe.
 */
public final class RecordSigner {

    /** The header of the signature: the key id, a colon, and the HMAC-SHA256 in Base64. */
    public static final String HEADER = "nacre-signature";

    private static final int NONE = -1;

    private final String id;
    private final Mac mac;
    private final byte[] topic;

    RecordSigner(String id, Mac mac, String topic) {
        this.id = id;
        this.mac = mac;
        this.topic = topic.getBytes(UTF_8);
    }

    String id() {
        return id;
    }

    /** The value of the header. */
    public byte[] sign(byte @Nullable [] key, byte @Nullable [] value) {
        return (id + ":" + Base64.getEncoder().encodeToString(hash(key, value))).getBytes(US_ASCII);
    }

    byte[] hash(byte @Nullable [] key, byte @Nullable [] value) {
        add(topic);
        add(key);
        add(value);
        return mac.doFinal();
    }

    private void add(byte @Nullable [] part) {
        mac.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(part == null ? NONE : part.length)
                .array());
        if (part != null) {
            mac.update(part);
        }
    }
}
