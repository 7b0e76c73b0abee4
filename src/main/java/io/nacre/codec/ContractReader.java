package io.nacre.codec;

import io.nacre.avro.binary.BoundedDecoder;
import io.nacre.codec.mapping.AvroMapping;
import io.nacre.codec.mapping.TransactionIdReader;
import io.nacre.codec.registry.RegistryUnavailableException;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.TransactionReference;
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

/**
 * Reads the records of one contract, whichever schema they were written with. Not thread-safe: one instance per
 * subtask.
 */
public final class ContractReader<T> {

    private final Contract<T> contract;
    private final WriterSchemas schemas;
    private final SpecificData data;
    private final AvroMapping<T, ?> mapping;
    private final boolean inPlace;
    private final long fingerprint;
    private final @Nullable TransactionIdReader ids;

    /**
     * Keyed by identity, because comparing schemas is slow. {@link WriterSchemas} returns the same object for the same
     * id.
     */
    private final IdentityHashMap<Schema, RecordDecoder> ways = new IdentityHashMap<>();

    private final BoundedDecoder decoder = new BoundedDecoder();
    private @Nullable RecordDecoder latest;
    private @Nullable SpecificRecord reused;

    /**
     * A decoder for the records of one writer schema.
     *
     * @param inPlace whether the writer schema is the current one and its bodies can be decoded without an Avro record
     */
    private record RecordDecoder(Schema writer, boolean inPlace, DatumReader<SpecificRecord> resolving) {}

    /** @param inPlace whether bodies of the current schema are decoded without an Avro record */
    ContractReader(Contract<T> contract, WriterSchemas schemas, boolean inPlace) {
        this.contract = contract;
        this.mapping = contract.newMapping();
        this.inPlace = inPlace;
        this.fingerprint = SchemaNormalization.parsingFingerprint64(contract.schema());
        this.ids = mapping.idReader();
        this.schemas = schemas;
        this.data = new SpecificData(contract.recordType().getClassLoader());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    /**
     * Reads one record. Invalid bytes never cause an exception.
     *
     * @throws RegistryUnavailableException if the schema is unknown and the registry does not answer; a retry may
     *     succeed
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

    /** The ids for the answer to a rejected record; null if the schema or an id cannot be read. */
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
        RecordDecoder recordDecoder = way(schemas.of(bytes, origin.topic()));
        int body = WriterSchemas.headerBytes(bytes);
        T ordinary = recordDecoder.inPlace ? ordinary(bytes, body, origin) : null;
        if (ordinary != null) {
            return ordinary;
        }
        decoder.start(bytes, body);
        return mapping.checked(record(recordDecoder.resolving), origin);
    }

    @SuppressWarnings("ReferenceEquality") // Same identity comparison as in the map.
    private RecordDecoder way(Schema writer) throws RecordRejectedException {
        RecordDecoder recordDecoder = latest;
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
            // For example a schema with a thousand levels, because Avro traverses it recursively.
            throw new RecordRejectedException(
                    RejectionCode.SCHEMA_INCOMPATIBLE,
                    "the writer's schema cannot be resolved; write with a schema from schemas/");
        }
    }

    private RecordDecoder newWay(Schema writer) {
        boolean present = inPlace && fingerprint == SchemaNormalization.parsingFingerprint64(writer);
        return new RecordDecoder(writer, present, new SpecificDatumReader<>(writer, contract.schema(), data));
    }

    /** The value of a body in the current schema; null if the resolving decoder must read it or report its fault. */
    private @Nullable T ordinary(byte[] bytes, int body, RecordOrigin origin) {
        try {
            return mapping.readInPlace(bytes, body, origin);
        } catch (RuntimeException | RecordRejectedException e) {
            return null;
        }
    }

    /** Avro reports malformed bytes by various exceptions, so all of them count as unreadable. */
    private SpecificRecord record(DatumReader<SpecificRecord> reader) throws RecordRejectedException {
        SpecificRecord record;
        try {
            record = reader.read(reused, decoder);
        } catch (RuntimeException | IOException | StackOverflowError e) {
            reused = null;
            throw new RecordRejectedException(
                    RejectionCode.UNREADABLE, "the bytes do not match the schema in their header");
        }
        if (decoder.remaining() > 0) {
            throw new RecordRejectedException(
                    RejectionCode.UNREADABLE, decoder.remaining() + " bytes follow the end of the record");
        }
        reused = record;
        return record;
    }
}
