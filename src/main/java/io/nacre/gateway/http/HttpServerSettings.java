package io.nacre.gateway.http;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
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
        @Nullable Tls tls) {

    /**
     * The certificate and its key.
     *
     * @param keystore in PKCS #12
     * @param password of the file and the key
     */
    public record Tls(Path keystore, String password) {
        public Tls {
            requireNonNull(keystore, "keystore is null");
            requireNonNull(password, "password is null");
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "TLS by " + keystore;
        }
    }

    public HttpServerSettings {
        requireNonNull(host, "host is null");
        requireNonNull(keys, "keys is null");
        if (!(requestsPerSecond > 0)) {
            throw new IllegalArgumentException("the limit is " + requestsPerSecond + " requests a second; give more");
        }
        if (!keys.areRequired() && !isLoopback(host)) {
            throw new IllegalArgumentException("the gateway would answer everyone who reaches " + host
                    + ": give --api-keys, or listen on 127.0.0.1");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("the host " + host + " is unknown; give an address of this machine", e);
        }
    }
}
