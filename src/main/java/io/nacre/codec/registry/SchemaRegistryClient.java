package io.nacre.codec.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A client for Confluent's schema registry API, which Apicurio, Karapace and Redpanda also support.
 *
 * <p>If the registry does not return the schema of an id, the client requests another schema that exists. If that
 * succeeds, the id is invalid, and its record is rejected. If not, the registry is down, or our credentials or address
 * are wrong, and the record is not at fault.
 */
public final class SchemaRegistryClient {

    /** Attempts for a missing schema, {@link #RETRY_AFTER} apart, because replicas of the registry may be stale. */
    private static final int MAX_ATTEMPTS = 4;

    private static final Duration RETRY_AFTER = Duration.ofMillis(500);

    /** Retries are allowed for one id per interval, in ns, so that many invalid ids do not block the job. */
    private static final long PATIENT_EVERY_NS = Duration.ofSeconds(30).toNanos();

    /** Maximum number of references of a schema, including indirect ones. */
    private static final int MAX_REFERENCES = 64;

    /** Maximum number of characters of a schema with its references. */
    private static final int MAX_TEXT = 1 << 20;

    /** Maximum number of versions fetched per subject. Ids of other versions are looked up one by one. */
    private static final int MAX_VERSIONS = 20;

    /** Maximum number of subjects to search for an id that the registry has. */
    private static final int MAX_SUBJECTS = 3;

    private final RegistryHttpClient client;
    private final Duration retryAfter;
    private @Nullable Integer lastFound;
    private long patientAtNs = System.nanoTime() - PATIENT_EVERY_NS;

    public SchemaRegistryClient(URI base, RegistryClientConfig access) {
        this(base, access, RETRY_AFTER);
    }

    public SchemaRegistryClient(URI base, RegistryClientConfig access, Duration retryAfter) {
        this.client = new RegistryHttpClient(base, access);
        this.retryAfter = retryAfter;
    }

    /**
     * The schema of an id.
     *
     * @throws RecordRejectedException if the registry has no schema for this id after retries, or rejects only this id
     * @throws RegistryUnavailableException if it returns no other schema either
     */
    public RegistrySchema schema(int id) throws RecordRejectedException {
        JsonNode found = get("/schemas/ids/" + id, "schema " + id);
        lastFound = id;
        return schema(found, "schema " + id);
    }

    /**
     * The latest schemas of a subject, by id. Schemas that cannot be fetched are left out.
     *
     * @param seen the versions to skip; fetched versions are added
     */
    public Map<Integer, RegistrySchema> versions(String subject, Set<Integer> seen) {
        String path = "/subjects/" + encoded(subject) + "/versions";
        JsonNode versions = client.get(path).body();
        Map<Integer, RegistrySchema> found = new LinkedHashMap<>();
        for (int i = Math.max(0, versions.size() - MAX_VERSIONS); i < versions.size(); i++) {
            int version = versions.path(i).asInt();
            RegistryResponse response = seen.contains(version) ? null : client.get(path + "/" + version);
            if (response != null
                    && response.hasSchema()
                    && response.body().path("id").isInt()) {
                seen.add(version);
                try {
                    found.put(response.body().path("id").asInt(), schema(response.body(), subject));
                } catch (RecordRejectedException recordRejectedException) {
                    // Records with this id are rejected for the same reason.
                }
            }
        }
        return found;
    }

    /** Registers our schema unless it is registered already, and returns its id. */
    public int register(String subject, Schema schema) {
        String path = "/subjects/" + encoded(subject) + "/versions";
        RegistryResponse response =
                client.post(path, JsonNodeFactory.instance.objectNode().put("schema", schema.toString()));
        if (response.status() == 409 || response.status() == 422) {
            throw new SchemaRejectedException("the registry rejects the contract's schema for subject " + subject + " ("
                    + response.status() + "): compare schemas/ with the subject's versions");
        }
        if (response.status() != 200 || !response.body().path("id").isInt()) {
            throw outage(response, path);
        }
        return response.body().path("id").asInt();
    }

    private JsonNode get(String path, String what) throws RecordRejectedException {
        boolean mayRetry = System.nanoTime() - patientAtNs >= PATIENT_EVERY_NS;
        for (int attempt = 1; ; attempt++) {
            RegistryResponse response = client.get(path);
            if (response.hasSchema()) {
                return response.body();
            }
            if (!response.isUnknown() && !hasOtherSchema()) {
                throw outage(response, path);
            }
            if (!mayRetry || attempt == MAX_ATTEMPTS) {
                throw unknown(response, what);
            }
            patientAtNs = System.nanoTime();
            LockSupport.parkNanos(retryAfter.toNanos());
        }
    }

    private RegistrySchema schema(JsonNode found, String what) throws RecordRejectedException {
        String type = found.path("schemaType").asText(RecordFormat.AVRO.name());
        for (RecordFormat format : RecordFormat.values()) {
            if (format.name().equals(type)) {
                return new RegistrySchema(
                        format,
                        format == RecordFormat.AVRO
                                ? texts(found, what)
                                : List.of(found.path("schema").asText()));
            }
        }
        throw incompatible(what, "has a type that this version does not know");
    }

    private List<String> texts(JsonNode found, String what) throws RecordRejectedException {
        List<String> texts = new ArrayList<>();
        collect(found, what, new HashSet<>(), texts);
        if (texts.stream().mapToLong(String::length).sum() > MAX_TEXT) {
            throw incompatible(what, "has more than " + MAX_TEXT + " characters with its references");
        }
        return List.copyOf(texts);
    }

    private void collect(JsonNode found, String what, Set<String> entered, List<String> texts)
            throws RecordRejectedException {
        String type = found.path("schemaType").asText(RecordFormat.AVRO.name());
        if (!type.equals(RecordFormat.AVRO.name())) {
            throw incompatible(what, "is of another type than AVRO");
        }
        for (JsonNode reference : found.path("references")) {
            String path = "/subjects/" + encoded(reference.path("subject").asText()) + "/versions/"
                    + reference.path("version").asInt() + "?deleted=true";
            if (entered.add(path)) {
                if (entered.size() > MAX_REFERENCES) {
                    throw incompatible(what, "has more than " + MAX_REFERENCES + " references");
                }
                collect(get(path, "a reference of " + what), what, entered, texts);
            }
        }
        texts.add(found.path("schema").asText());
    }

    /** Whether the registry returns another schema, with the same credentials. */
    private boolean hasOtherSchema() {
        return hasSchema(lastFound) || hasSchema(anyId());
    }

    private boolean hasSchema(@Nullable Integer id) {
        return id != null && client.get("/schemas/ids/" + id).hasSchema();
    }

    private @Nullable Integer anyId() {
        JsonNode subjects = client.get("/subjects").body();
        for (int i = 0; i < Math.min(MAX_SUBJECTS, subjects.size()); i++) {
            String subject = encoded(subjects.path(i).asText());
            JsonNode id = client.get("/subjects/" + subject + "/versions/latest")
                    .body()
                    .path("id");
            if (id.isInt()) {
                return id.asInt();
            }
        }
        return null;
    }

    private static RecordRejectedException unknown(RegistryResponse response, String what) {
        return new RecordRejectedException(
                RejectionCode.SCHEMA_UNKNOWN,
                response.isUnknown()
                        ? "the registry does not have " + what + "; register it, then redrive the record"
                        : "the registry returns other schemas, but for " + what + " it " + response.message()
                                + "; check the registry, then redrive the record");
    }

    private static RecordRejectedException incompatible(String what, String why) {
        return new RecordRejectedException(
                RejectionCode.SCHEMA_INCOMPATIBLE,
                "the registry's " + what + " " + why + "; write with a schema from schemas/");
    }

    private RegistryUnavailableException outage(RegistryResponse response, String path) {
        if (response.failure() != null) {
            return response.failure();
        }
        return new RegistryUnavailableException("the schema registry at " + client.base() + " "
                + (response.isUnauthorised()
                        ? "rejects the credentials (" + response.status() + "): correct"
                                + " schema.registry.basic.auth.user.info or"
                                + " schema.registry.bearer.auth.token in --client-config"
                        : response.message() + " to " + path + ", and returns no other schema: check"
                                + " --schema-registry and the registry"));
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, UTF_8).replace("+", "%20");
    }
}
