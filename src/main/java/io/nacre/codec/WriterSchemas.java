package io.nacre.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/** Which schema wrote a record, by its header: one of our own releases, or one that the registry knows. */
final class WriterSchemas {

    private static final VarHandle FINGERPRINT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle ID = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** More schemas than this under one topic are no evolution but an accident. */
    private static final int KNOWN_IDS = 1_000;

    private final Schema reader;
    private final Map<Long, Schema> byFingerprint = new HashMap<>();
    private final Map<Integer, Schema> byId = new HashMap<>();
    private final Map<Integer, Rejection> refused = new HashMap<>();
    private final @Nullable SchemaRegistry registry;

    // Hardly ever has the next record another schema than the latest.
    private long latestFingerprint;
    private @Nullable Schema latestOfFingerprint;
    private int latestId;
    private @Nullable Schema latestOfId;

    WriterSchemas(Contract<?> contract, Framing framing) {
        this.reader = contract.schema();
        this.registry = framing.registry() == null ? null : new SchemaRegistry(framing.registry(), framing.access());
        for (Schema released : ReleasedSchemas.of(contract.name())) {
            byFingerprint.put(SchemaNormalization.parsingFingerprint64(released), released);
        }
        byFingerprint.put(SchemaNormalization.parsingFingerprint64(reader), reader);
    }

    /** How many bytes precede the body of a record that {@link #of} knows. */
    static int headerBytes(byte[] bytes) {
        return bytes[0] == Framing.CONFLUENT_FIRST ? Framing.CONFLUENT_BYTES : Framing.SINGLE_OBJECT_BYTES;
    }

    Schema of(byte[] bytes) throws Rejection {
        if (isSingleObject(bytes)) {
            return ofFingerprint((long) FINGERPRINT.get(bytes, 2));
        }
        if (registry != null && bytes.length >= Framing.CONFLUENT_BYTES && bytes[0] == Framing.CONFLUENT_FIRST) {
            return ofId(registry, (int) ID.get(bytes, 1));
        }
        String expected = registry == null
                ? "Avro's single-object encoding (C3 01); for Confluent's, configure a registry"
                : "Confluent's framing (00) or Avro's single-object encoding (C3 01)";
        throw new Rejection(RejectionCode.UNREADABLE, "the record does not begin as " + expected);
    }

    private static boolean isSingleObject(byte[] bytes) {
        return bytes.length >= Framing.SINGLE_OBJECT_BYTES
                && bytes[0] == Framing.SINGLE_OBJECT_FIRST
                && bytes[1] == Framing.SINGLE_OBJECT_SECOND;
    }

    private Schema ofFingerprint(long fingerprint) throws Rejection {
        Schema latest = latestOfFingerprint;
        if (latest != null && latestFingerprint == fingerprint) {
            return latest;
        }
        Schema schema = byFingerprint.get(fingerprint);
        if (schema == null) {
            throw new Rejection(
                    RejectionCode.SCHEMA_UNKNOWN,
                    "no release of ours has the schema fingerprint " + Long.toHexString(fingerprint)
                            + "; write with one from schemas/, or configure a registry");
        }
        latestFingerprint = fingerprint;
        latestOfFingerprint = schema;
        return schema;
    }

    private Schema ofId(SchemaRegistry asked, int id) throws Rejection {
        Schema latest = latestOfId;
        if (latest != null && latestId == id) {
            return latest;
        }
        Schema writer = known(asked, id);
        latestId = id;
        latestOfId = writer;
        return writer;
    }

    private Schema known(SchemaRegistry asked, int id) throws Rejection {
        Schema known = byId.get(id);
        if (known != null) {
            return known;
        }
        Rejection rejection = refused.get(id);
        if (rejection != null) {
            throw rejection;
        }
        if (byId.size() + refused.size() >= KNOWN_IDS) {
            byId.clear();
            refused.clear();
        }
        Schema writer = readable(id, asked.schema(id));
        byId.put(id, writer);
        return writer;
    }

    /** The schema of this text. That the registry has none is not kept here: it may have it in a moment. */
    private Schema readable(int id, @Nullable String text) throws Rejection {
        if (text == null) {
            throw new Rejection(
                    RejectionCode.SCHEMA_UNKNOWN, "the registry has no schema " + id + "; register it, then re-drive");
        }
        try {
            Schema writer = new Schema.Parser().parse(text);
            if (SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                            .getType()
                    == SchemaCompatibilityType.COMPATIBLE) {
                return writer;
            }
        } catch (AvroRuntimeException e) {
            // Refused below: for reading, no Avro schema is as bad as another one.
        }
        Rejection rejection = new Rejection(
                RejectionCode.SCHEMA_INCOMPATIBLE,
                "the registry's schema " + id + " cannot be read as ours; compare it with " + reader.getName()
                        + " in schemas/");
        refused.put(id, rejection);
        throw rejection;
    }
}
