package io.nacre.codec;

import io.nacre.codec.protobuf.ProtobufCompatibility;
import io.nacre.codec.registry.RecordFormat;
import io.nacre.codec.registry.RegistrySchema;
import io.nacre.codec.registry.ReleasedSchemas;
import io.nacre.codec.registry.SchemaLookupLimiter;
import io.nacre.codec.registry.SchemaRegistryClient;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * Finds how a record is read, by its header: by one of our releases, by a schema from the registry, or, without a
 * header, in the declared format.
 */
final class WriterSchemas {

    private static final VarHandle FINGERPRINT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle ID = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** Maximum number of schemas per topic. More are an error of the producers, not schema evolution. */
    static final int MAX_IDS = 1_000;

    /** How long an id without a usable schema is rejected without a new lookup; the schema may be registered later. */
    private static final long REFUSED_FOR_NS = Duration.ofSeconds(10).toNanos();

    private final Schema reader;
    private final Map<Long, BodyFormat> byFingerprint = new HashMap<>();
    private final Map<Integer, BodyFormat> byId = new LinkedHashMap<>();
    private final Map<Integer, Refusal> refused = new LinkedHashMap<>();
    private final SchemaLookupLimiter schemaLookupLimiter = new SchemaLookupLimiter();

    /** The versions of the topic's own subject that were fetched. */
    private final Set<Integer> versions = new HashSet<>();

    private final @Nullable SchemaRegistryClient registry;
    private final @Nullable BodyFormat withoutHeader;
    private final LongSupplier clockNs;

    // Consecutive records usually have the same schema.
    private long latestFingerprint;
    private @Nullable BodyFormat latestOfFingerprint;
    private int latestId;
    private @Nullable BodyFormat latestOfId;

    /** Why an id is rejected, and since when. */
    private record Refusal(RecordRejectedException rejection, long sinceNs) {}

    WriterSchemas(Contract<?> contract, Framing framing) {
        this(
                contract,
                framing.registry() == null ? null : new SchemaRegistryClient(framing.registry(), framing.access()),
                framing.formats().get(contract.name()),
                System::nanoTime);
    }

    /**
     * @param declared the format of records without a header; null to reject them
     * @param clockNs such as {@link System#nanoTime}
     */
    WriterSchemas(
            Contract<?> contract,
            @Nullable SchemaRegistryClient registry,
            @Nullable RecordFormat declared,
            LongSupplier clockNs) {
        this.reader = contract.schema();
        this.registry = registry;
        this.withoutHeader = declared == null ? null : withoutHeader(declared);
        this.clockNs = clockNs;
        for (Schema released : ReleasedSchemas.of(contract.name())) {
            byFingerprint.put(SchemaNormalization.parsingFingerprint64(released), new BodyFormat.Avro(released));
        }
        byFingerprint.put(SchemaNormalization.parsingFingerprint64(reader), new BodyFormat.Avro(reader));
    }

    /** Avro records need a header, which says their schema. */
    private static @Nullable BodyFormat withoutHeader(RecordFormat declared) {
        return switch (declared) {
            case AVRO -> null;
            case JSON -> BodyFormat.Json.INSTANCE;
            case PROTOBUF -> BodyFormat.Protobuf.INSTANCE;
        };
    }

    /** The length of the header of a record that {@link #of} accepts. */
    static int headerBytes(byte[] bytes) {
        if (bytes[0] == Framing.CONFLUENT_FIRST) {
            return Framing.CONFLUENT_BYTES;
        }
        return isSingleObject(bytes) ? Framing.SINGLE_OBJECT_BYTES : 0;
    }

    BodyFormat of(byte[] bytes, String topic) throws RecordRejectedException {
        if (isSingleObject(bytes)) {
            return ofFingerprint((long) FINGERPRINT.get(bytes, 2));
        }
        if (registry != null && bytes.length >= Framing.CONFLUENT_BYTES && bytes[0] == Framing.CONFLUENT_FIRST) {
            return ofId(registry, (int) ID.get(bytes, 1), topic);
        }
        if (withoutHeader != null && bytes[0] != Framing.CONFLUENT_FIRST) {
            return withoutHeader;
        }
        String expected = registry == null
                ? "Avro's single-object encoding (C3 01); for Confluent's, configure a registry"
                : "Confluent's framing (00) or Avro's single-object encoding (C3 01)";
        throw new RecordRejectedException(
                RejectionCode.UNREADABLE, "the record does not begin with the header of " + expected);
    }

    private static boolean isSingleObject(byte[] bytes) {
        return bytes.length >= Framing.SINGLE_OBJECT_BYTES
                && bytes[0] == Framing.SINGLE_OBJECT_FIRST
                && bytes[1] == Framing.SINGLE_OBJECT_SECOND;
    }

    private BodyFormat ofFingerprint(long fingerprint) throws RecordRejectedException {
        BodyFormat latest = latestOfFingerprint;
        if (latest != null && latestFingerprint == fingerprint) {
            return latest;
        }
        BodyFormat schema = byFingerprint.get(fingerprint);
        if (schema == null) {
            throw new RecordRejectedException(
                    RejectionCode.SCHEMA_UNKNOWN,
                    "no release has a schema with the fingerprint " + Long.toHexString(fingerprint)
                            + "; write with a schema from schemas/, or configure a registry");
        }
        latestFingerprint = fingerprint;
        latestOfFingerprint = schema;
        return schema;
    }

    private BodyFormat ofId(SchemaRegistryClient client, int id, String topic) throws RecordRejectedException {
        BodyFormat latest = latestOfId;
        if (latest != null && latestId == id) {
            return latest;
        }
        BodyFormat writer = findOrLookUp(client, id, topic);
        latestId = id;
        latestOfId = writer;
        return writer;
    }

    private BodyFormat findOrLookUp(SchemaRegistryClient client, int id, String topic) throws RecordRejectedException {
        BodyFormat cached = byId.get(id);
        if (cached != null) {
            return cached;
        }
        long nowNs = clockNs.getAsLong();
        Refusal refusal = refused.get(id);
        if (refusal != null && nowNs - refusal.sinceNs() < REFUSED_FOR_NS) {
            throw refusal.rejection();
        }
        for (Integer next = schemaLookupLimiter.next(id, nowNs);
                next != null;
                next = schemaLookupLimiter.next(id, nowNs)) {
            lookUp(client, next, topic);
            BodyFormat found = byId.get(id);
            if (found != null) {
                return found;
            }
        }
        Refusal now = refused.get(id);
        throw now != null
                ? now.rejection()
                : new RecordRejectedException(
                        RejectionCode.SCHEMA_UNKNOWN,
                        "schema " + id + " was not looked up, because each unknown schema id pauses look-ups"
                                + " for a second; redrive this record");
    }

    private void lookUp(SchemaRegistryClient client, int id, String topic) {
        try {
            BodyFormat writer = understood(id, client.schema(id));
            refused.remove(id);
            putBounded(byId, id, writer);
        } catch (RecordRejectedException recordRejectedException) {
            long nowNs = clockNs.getAsLong();
            schemaLookupLimiter.foundNothing(nowNs);
            refused.remove(id);
            putBounded(refused, id, new Refusal(recordRejectedException, nowNs));
            learnVersions(client, topic);
        }
    }

    /** Fetches the schemas of the topic's subject. Otherwise valid records would wait for lookups of invalid ids. */
    private void learnVersions(SchemaRegistryClient client, String topic) {
        client.versions(topic + "-value", versions).forEach((id, schema) -> {
            try {
                putBounded(byId, id, understood(id, schema));
            } catch (RecordRejectedException recordRejectedException) {
                // Records with this id are rejected for the same reason.
            }
        });
    }

    /** Adds an entry, and removes the oldest one if the map is full. */
    private static <T> void putBounded(Map<Integer, T> map, int id, T value) {
        if (map.size() >= MAX_IDS) {
            map.remove(map.keySet().iterator().next());
        }
        map.put(id, value);
    }

    private BodyFormat understood(int id, RegistrySchema schema) throws RecordRejectedException {
        return switch (schema.format()) {
            case AVRO -> new BodyFormat.Avro(parsed(id, schema.texts()));
            // JSON names its fields itself, and they are validated in each record.
            case JSON -> BodyFormat.Json.INSTANCE;
            case PROTOBUF -> {
                if (!ProtobufCompatibility.isCompatible(schema.text(), reader)) {
                    throw incompatible(id, "schemas/protobuf/");
                }
                yield BodyFormat.Protobuf.INSTANCE;
            }
        };
    }

    /**
     * Parses the texts; the last one may refer to names of the earlier ones. Neither the defaults nor the letters of
     * names in a writer schema matter for reading, so they are not validated.
     */
    private Schema parsed(int id, List<String> texts) throws RecordRejectedException {
        try {
            Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
            Schema writer = reader;
            for (String text : texts) {
                writer = parser.parse(text);
            }
            boolean compatible = writer.getType() == reader.getType()
                    && SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                                    .getType()
                            == SchemaCompatibilityType.COMPATIBLE;
            if (compatible) {
                return writer;
            }
        } catch (RuntimeException | StackOverflowError e) {
            // Rejected below: the parser throws various exceptions, such as a NullPointerException for JSON Schema.
        }
        throw incompatible(id, "schemas/");
    }

    private RecordRejectedException incompatible(int id, String folder) {
        return new RecordRejectedException(
                RejectionCode.SCHEMA_INCOMPATIBLE,
                "the registry's schema " + id + " is incompatible with the contract; compare it with "
                        + reader.getName() + " in " + folder);
    }
}
