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
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A schema registry that speaks Confluent's REST API, as Apicurio, Karapace and Redpanda do too. */
final class SchemaRegistry {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** How long "there is no such id" is believed, ns: a flood of bad ids must not become one of requests. */
    private static final long UNKNOWN_FOR_NS = Duration.ofSeconds(30).toNanos();

    private static final int UNKNOWN_IDS = 1_000;
    private static final String JSON = "application/vnd.schemaregistry.v1+json";

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final JsonMapper json = new JsonMapper();
    private final Map<Integer, Long> unknownSinceNs = new LinkedHashMap<>();

    SchemaRegistry(URI base) {
        this.base = base;
    }

    /** The schema of an id as its text, or null where the registry says that there is none. */
    @Nullable
    String schema(int id) {
        Long since = unknownSinceNs.get(id);
        if (since != null && System.nanoTime() - since < UNKNOWN_FOR_NS) {
            return null;
        }
        HttpResponse<String> response = send(request("/schemas/ids/" + id).GET());
        if (response.statusCode() == 404) {
            remember(id);
            return null;
        }
        return field(response, "schema").asText();
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

    static String withoutUser(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getPath();
    }

    private void remember(int id) {
        if (unknownSinceNs.size() >= UNKNOWN_IDS) {
            unknownSinceNs.clear();
        }
        unknownSinceNs.put(id, System.nanoTime());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(withoutUser(base) + path))
                .timeout(TIMEOUT)
                .header("Accept", JSON)
                .header("Content-Type", JSON);
        String user = base.getUserInfo();
        if (user != null) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new RegistryUnreachable("the schema registry at " + withoutUser(base) + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnreachable("interrupted while asking the schema registry", e);
        }
    }

    private JsonNode field(HttpResponse<String> response, String name) {
        JsonNode value = response.statusCode() == 200 ? parsed(response.body()).get(name) : null;
        if (value == null) {
            throw new RegistryUnreachable("the schema registry at " + withoutUser(base) + " answers "
                    + response.statusCode() + " without " + name + " to "
                    + response.request().uri().getPath());
        }
        return value;
    }

    private JsonNode parsed(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new RegistryUnreachable(
                    "the schema registry at " + withoutUser(base) + " does not answer in JSON", e);
        }
    }
}
