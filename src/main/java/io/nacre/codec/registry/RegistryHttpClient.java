package io.nacre.codec.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The HTTP client for a schema registry. Responses are limited in time by {@link #TIMEOUT}, and in size. */
public final class RegistryHttpClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Larger than any schema that registries accept, and far below any heap size. */
    public static final int MAX_BODY_BYTES = 4 << 20;

    private static final String JSON = "application/vnd.schemaregistry.v1+json";

    private final URI base;
    private final HttpClient http;
    private final @Nullable String authorization;
    private final JsonMapper json = new JsonMapper();

    RegistryHttpClient(URI base, RegistryClientConfig access) {
        this.base = base;
        this.http = access.client(TIMEOUT);
        this.authorization = access.authorization();
    }

    URI base() {
        return base;
    }

    RegistryResponse get(String path) {
        return send(request(path).GET());
    }

    RegistryResponse post(String path, JsonNode body) {
        return send(request(path).POST(BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("Accept", JSON)
                .header("Content-Type", JSON);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request;
    }

    private RegistryResponse send(HttpRequest.Builder request) {
        Body body = new Body();
        CompletableFuture<HttpResponse<Void>> sent =
                http.sendAsync(request.build(), BodyHandlers.ofByteArrayConsumer(body));
        try {
            // The request's own timeout ends after the headers, but the body may stall as well.
            int status = sent.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return new RegistryResponse(status, parsed(body), null);
        } catch (ExecutionException e) {
            return failed(String.valueOf(e.getMessage()), e.getCause());
        } catch (TimeoutException e) {
            sent.cancel(true);
            return failed("no complete response within " + TIMEOUT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("interrupted while waiting for the schema registry", e);
        }
    }

    private RegistryResponse failed(String why, @Nullable Throwable cause) {
        String message = cause instanceof SSLException
                ? "the TLS handshake with the schema registry at " + base + " failed: correct"
                        + " schema.registry.ssl.truststore or schema.registry.ssl.keystore in --client-config (" + why
                        + ")"
                : "the schema registry at " + base + " does not respond (" + why + "): check --schema-registry"
                        + " and the registry";
        return new RegistryResponse(
                0,
                MissingNode.getInstance(),
                new RegistryUnavailableException(message, cause == null ? new IOException(why) : cause));
    }

    private JsonNode parsed(Body body) {
        try {
            return body.isTooLarge() ? MissingNode.getInstance() : json.readTree(body.bytes());
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }

    /** Stores the body up to the limit, and discards the rest. */
    private static final class Body implements Consumer<Optional<byte[]>> {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private boolean tooLarge;

        @Override
        public synchronized void accept(Optional<byte[]> part) {
            byte[] bytes = part.orElse(new byte[0]);
            tooLarge |= kept.size() + bytes.length > MAX_BODY_BYTES;
            if (!tooLarge) {
                kept.writeBytes(bytes);
            }
        }

        synchronized boolean isTooLarge() {
            return tooLarge;
        }

        synchronized byte[] bytes() {
            return kept.toByteArray();
        }
    }
}
