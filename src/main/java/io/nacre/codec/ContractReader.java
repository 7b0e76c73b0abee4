package io.nacre.codec;

import io.nacre.codec.binary.BoundedDecoder;
import io.nacre.codec.registry.RegistryUnavailableException;
import io.nacre.payment.RecordOrigin;
import java.io.IOException;
import java.util.IdentityHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads the records of one contract, whatever schema wrote them. Not thread-safe: one for each subtask. */
public final class ContractReader<T> {

    private final Contract<T> contract;
    private final WriterSchemas schemas;
    private final SpecificData data;
    private final @Nullable DirectReader<T> direct;
    private final @Nullable TransactionIdReader ids;

    /**
     * By the very schema: to compare two may take long, and {@link WriterSchemas} gives the same one for the same id.
     */
    private final IdentityHashMap<Schema, RecordDecoder<T>> ways = new IdentityHashMap<>();

    private final BoundedDecoder decoder = new BoundedDecoder();
    private @Nullable RecordDecoder<T> latest;
    private @Nullable SpecificRecord reused;

    /**
     * How records of one writer's schema are read.
     *
     * @param direct present where the writer's schema is the one it knows
     */
    private record RecordDecoder<T>(
            Schema writer, @Nullable DirectReader<T> direct, DatumReader<SpecificRecord> resolving) {}

    ContractReader(Contract<T> contract, Framing framing, @Nullable DirectReader<T> direct) {
        this(contract, new WriterSchemas(contract, framing), direct);
    }

    ContractReader(Contract<T> contract, WriterSchemas schemas, @Nullable DirectReader<T> direct) {
        this.contract = contract;
        this.direct = direct;
        this.ids = contract.mapping().idReader();
        this.schemas = schemas;
        this.data = new SpecificData(contract.mapping().type().getClassLoader());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    /**
     * Reads one record. Never throws for what the bytes hold.
     *
     * @throws RegistryUnavailableException where the schema is unknown and the registry does not answer: worth another
     *     try
     */
    public DecodeResult<T> read(RecordOrigin origin, byte @Nullable [] bytes) {
        try {
            RecordOrigin arrival =
                    origin.equals(RecordOrigin.NONE) ? origin : origin.arrivedBy(System.currentTimeMillis());
            return new DecodeResult.Value<>(value(arrival, bytes));
        } catch (RecordRejectedException recordRejectedException) {
            return new DecodeResult.Rejected<>(
                    recordRejectedException.letter(origin, bytes), ids(recordRejectedException, origin, bytes));
        }
    }

    /** Whom to answer about a refused record; null where its schema, or an id, cannot be read. */
    private @Nullable TransactionReference ids(
            RecordRejectedException recordRejectedException, RecordOrigin origin, byte @Nullable [] bytes) {
        boolean schemaKnown = switch (recordRejectedException.code()) {
            case EMPTY, SCHEMA_UNKNOWN, SCHEMA_INCOMPATIBLE -> false;
            default -> true;
        };
        if (ids == null || bytes == null || !schemaKnown) {
            return null;
        }
        try {
            Schema writer = schemas.of(bytes, origin.topic());
            decoder.start(bytes, WriterSchemas.headerBytes(bytes));
            return ids.read(writer, decoder);
        } catch (RecordRejectedException | RegistryUnavailableException e) {
            return null;
        }
    }

    private T value(RecordOrigin origin, byte @Nullable [] bytes) throws RecordRejectedException {
        if (bytes == null || bytes.length == 0) {
            throw new RecordRejectedException(RejectionCode.EMPTY, "the record has no value");
        }
        if (bytes.length > contract.maxBytes()) {
            throw new RecordRejectedException(
                    RejectionCode.RECORD_TOO_LARGE,
                    "the record has " + bytes.length + " bytes; at most " + contract.maxBytes());
        }
        RecordDecoder<T> recordDecoder = way(schemas.of(bytes, origin.topic()));
        int body = WriterSchemas.headerBytes(bytes);
        T ordinary = recordDecoder.direct == null ? null : ordinary(recordDecoder.direct, bytes, body, origin);
        if (ordinary != null) {
            return ordinary;
        }
        decoder.start(bytes, body);
        return contract.mapping().checked(record(recordDecoder.resolving), origin);
    }

    @SuppressWarnings("ReferenceEquality") // As the map of ways.
    private RecordDecoder<T> way(Schema writer) throws RecordRejectedException {
        RecordDecoder<T> recordDecoder = latest;
        if (recordDecoder != null && writer == recordDecoder.writer) {
            return recordDecoder;
        }
        try {
            if (ways.size() >= WriterSchemas.MAX_IDS) {
                ways.clear();
            }
            latest = ways.computeIfAbsent(writer, this::newWay);
            return latest;
        } catch (RuntimeException | StackOverflowError e) {
            // A schema of a thousand levels, say, which Avro walks by recursion.
            throw new RecordRejectedException(
                    RejectionCode.SCHEMA_INCOMPATIBLE, "the schema that wrote the record cannot be walked");
        }
    }

    private RecordDecoder<T> newWay(Schema writer) {
        boolean known = direct != null && direct.fingerprint() == SchemaNormalization.parsingFingerprint64(writer);
        return new RecordDecoder<>(
                writer, known ? direct : null, new SpecificDatumReader<>(writer, contract.schema(), data));
    }

    /** What stands to be read without ado; null for what the resolving way must read, or say why it cannot. */
    private @Nullable T ordinary(DirectReader<T> reader, byte[] bytes, int body, RecordOrigin origin) {
        try {
            decoder.start(bytes, body);
            T value = reader.read(decoder, origin);
            return decoder.remaining() == 0 ? value : null;
        } catch (RuntimeException | RecordRejectedException e) {
            return null;
        }
    }

    /** Avro reports malformed bytes by whatever its parser stumbles over, so all of it counts as unreadable. */
    private SpecificRecord record(DatumReader<SpecificRecord> reader) throws RecordRejectedException {
        SpecificRecord record;
        try {
            record = reader.read(reused, decoder);
        } catch (RuntimeException | IOException | StackOverflowError e) {
            reused = null;
            throw new RecordRejectedException(
                    RejectionCode.UNREADABLE, "the bytes do not follow the schema that their header names");
        }
        if (decoder.remaining() > 0) {
            throw new RecordRejectedException(
                    RejectionCode.UNREADABLE, decoder.remaining() + " bytes are left over after the record's end");
        }
        reused = record;
        return record;
    }
}
