package io.nacre.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A schema registry that speaks Confluent's REST API, as Apicurio, Karapace and Redpanda do too. */
final class SchemaRegistry {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** How long "there is no such id" is believed, ns: a flood of bad ids must not become one of requests. */
    private static final long UNKNOWN_FOR_NS = Duration.ofSeconds(30).toNanos();

    private static final int UNKNOWN_IDS = 1_000;
    private static final String JSON = "application/vnd.schemaregistry.v1+json";

    /** How often, and how long apart, a registry is asked again for what it has not: its copies may lag behind. */
    private static final int ASKS = 4;

    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(500);

    private final URI base;
    private final HttpClient http;
    private final @Nullable String authorization;
    private final Duration askAgainAfter;
    private final JsonMapper json = new JsonMapper();
    private final Map<Integer, Long> unknownSinceNs = new LinkedHashMap<>();
    private long heldAtNs = System.nanoTime() - UNKNOWN_FOR_NS;

    SchemaRegistry(URI base, RegistryAccess access) {
        this(base, access, ASK_AGAIN_AFTER);
    }

    SchemaRegistry(URI base, RegistryAccess access, Duration askAgainAfter) {
        this.base = base;
        this.http = access.client(TIMEOUT);
        this.authorization = access.authorization();
        this.askAgainAfter = askAgainAfter;
    }

    /**
     * The schema of an id as its text, or null where the registry says, also after a moment, that there is none. Only
     * one unknown id in half a minute is waited for: a flood of bad ids must not become a standstill.
     */
    @Nullable
    String schema(int id) {
        Long since = unknownSinceNs.get(id);
        if (since != null && System.nanoTime() - since < UNKNOWN_FOR_NS) {
            return null;
        }
        boolean patient = System.nanoTime() - heldAtNs >= UNKNOWN_FOR_NS;
        for (int asked = 1; ; asked++) {
            HttpResponse<String> response = send(request("/schemas/ids/" + id).GET());
            if (response.statusCode() != 404) {
                return field(response, "schema").asText();
            }
            if (!patient || asked == ASKS) {
                remember(id);
                return null;
            }
            heldAtNs = System.nanoTime();
            LockSupport.parkNanos(askAgainAfter.toNanos());
        }
    }

    /** Tells the registry our schema, unless it knows it already, and returns its id. */
    int register(String subject, Schema schema) {
        String path = "/subjects/" + URLEncoder.encode(subject, UTF_8) + "/versions";
        String body = json.createObjectNode().put("schema", schema.toString()).toString();
        HttpResponse<String> response = send(request(path).POST(BodyPublishers.ofString(body)));
        if (response.statusCode() == 409 || response.statusCode() == 422) {
            throw new SchemaRefused("the registry refuses our schema for " + subject + " (" + response.statusCode()
                    + "): compare schemas/ with the subject's versions");
        }
        return field(response, "id").asInt();
    }

    private void remember(int id) {
        if (unknownSinceNs.size() >= UNKNOWN_IDS) {
            unknownSinceNs.clear();
        }
        unknownSinceNs.put(id, System.nanoTime());
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

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() == 401 || response.statusCode() == 403) {
                throw new RegistryUnreachable("the schema registry at " + base + " does not let us in ("
                        + response.statusCode() + "): mend schema.registry.basic.auth.user.info or"
                        + " schema.registry.bearer.auth.token in --client-config");
            }
            return response;
        } catch (SSLException e) {
            throw new RegistryUnreachable(
                    "the schema registry at " + base + " and this side do not trust each other: mend"
                            + " schema.registry.ssl.truststore or schema.registry.ssl.keystore in --client-config ("
                            + e.getMessage() + ")",
                    e);
        } catch (IOException e) {
            throw new RegistryUnreachable("the schema registry at " + base + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnreachable("interrupted while asking the schema registry", e);
        }
    }

    private JsonNode field(HttpResponse<String> response, String name) {
        JsonNode value = response.statusCode() == 200 ? parsed(response.body()).get(name) : null;
        if (value == null) {
            throw new RegistryUnreachable("the schema registry at " + base + " answers "
                    + response.statusCode() + " without " + name + " to "
                    + response.request().uri().getPath());
        }
        return value;
    }

    private JsonNode parsed(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new RegistryUnreachable("the schema registry at " + base + " does not answer in JSON", e);
        }
    }
}
