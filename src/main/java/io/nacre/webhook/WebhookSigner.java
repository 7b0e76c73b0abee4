package io.nacre.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Signs requests by the specification of Standard Webhooks. With several secrets a request has a signature of each, so
 * that a secret can be replaced while both are valid.
 */
final class WebhookSigner {

    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    private final List<WebhookSecret> secrets;

    WebhookSigner(List<WebhookSecret> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /**
     * The value of the header {@value #SIGNATURE}.
     *
     * @param timestampS when the attempt is sent, seconds since 1970
     */
    String sign(String id, long timestampS, byte[] body) {
        byte[] head = (id + "." + timestampS + ".").getBytes(US_ASCII);
        return secrets.stream().map(secret -> "v1," + secret.sign(head, body)).collect(Collectors.joining(" "));
    }
}
