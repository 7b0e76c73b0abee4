package io.nacre.gateway.http;

import static java.util.Objects.requireNonNull;

import io.nacre.http.TlsCertificate;
import io.nacre.http.WebServerConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and for whom the gateway listens.
 *
 * @param port 0 for any free port
 * @param requestsPerSecond the limit of each client
 * @param tls the certificate; null for plain HTTP
 */
public record HttpServerSettings(
        String host,
        int port,
        ApiKeys keys,
        double requestsPerSecond,
        @Nullable TlsCertificate tls) {

    /** How long a client may be silent. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    public HttpServerSettings {
        requireNonNull(host, "host is null");
        requireNonNull(keys, "keys is null");
        if (!(requestsPerSecond > 0)) {
            throw new IllegalArgumentException("the limit is " + requestsPerSecond + " requests a second; give more");
        }
        if (!keys.areRequired() && !WebServerConfig.isLoopback(host)) {
            throw new IllegalArgumentException("the gateway would answer everyone who reaches " + host
                    + ": give --api-keys, or listen on 127.0.0.1");
        }
    }

    /** The limits of the server. */
    WebServerConfig web() {
        return new WebServerConfig("gateway-http", host, port, tls, IDLE, GatewayServer.MAX_BODY_BYTES);
    }
}
