package io.nacre.webhook;

import io.nacre.secret.Sha256;

/**
 * The webhook-id of an event. It depends only on the identity of its record, so that an endpoint recognises a repeat,
 * also when the job has written a record again after a failure.
 */
final class WebhookEventId {

    private static final String PREFIX = "evt_";
    private static final int CHARACTERS = 32;

    private WebhookEventId() {}

    /** The id of an identity. It has letters only, so that none looks like a card number. */
    static String of(byte[] identity) {
        String hash = Sha256.hex(identity);
        StringBuilder id = new StringBuilder(PREFIX);
        for (int i = 0; i < CHARACTERS; i++) {
            id.append((char) ('a' + Character.digit(hash.charAt(i), 16)));
        }
        return id.toString();
    }
}
