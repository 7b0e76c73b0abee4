package io.nacre.codec;

import io.nacre.avro.binary.BoundedDecoder;
import io.nacre.codec.json.JsonRecordReader;
import io.nacre.codec.mapping.AvroMapping;
import io.nacre.codec.mapping.TransactionIdReader;
import io.nacre.codec.protobuf.ProtobufRecordReader;
import io.nacre.codec.registry.RegistryUnavailableException;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.TransactionReference;
import java.io.IOException;
import java.util.Arrays;
import java.util.IdentityHashMap;
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
    private final IdentityHashMap<BodyFormat, RecordDecoder> ways = new IdentityHashMap<>();

    private final BoundedDecoder decoder = new BoundedDecoder();
    private @Nullable RecordDecoder latest;
    private @Nullable SpecificRecord reused;
    private @Nullable JsonRecordReader<T> json;
    private @Nullable ProtobufRecordReader<T> protobuf;

    /**
     * A decoder for the records of one writer schema.
     *
     * @param inPlace whether the writer schema is the current one and its bodies can be decoded without an Avro record
     */
    private record RecordDecoder(BodyFormat.Avro writer, boolean inPlace, DatumReader<SpecificRecord> resolving) {}

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
            BodyFormat format = schemas.of(bytes, origin.topic());
            int body = WriterSchemas.headerBytes(bytes);
            if (format instanceof BodyFormat.Avro avro) {
                decoder.start(bytes, body);
                return ids.read(avro.writer(), decoder);
            }
            return format instanceof BodyFormat.Json
                    ? json().ids(from(body, bytes))
                    : protobuf().ids(bytes, messageAt(body, bytes));
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
        BodyFormat format = schemas.of(bytes, origin.topic());
        int body = WriterSchemas.headerBytes(bytes);
        if (!(format instanceof BodyFormat.Avro avro)) {
            return format instanceof BodyFormat.Json
                    ? json().read(from(body, bytes), origin)
                    : protobuf().read(bytes, messageAt(body, bytes), origin);
        }
        RecordDecoder recordDecoder = way(avro);
        T ordinary = recordDecoder.inPlace ? ordinary(bytes, body, origin) : null;
        if (ordinary != null) {
            return ordinary;
        }
        decoder.start(bytes, body);
        return mapping.checked(record(recordDecoder.resolving), origin);
    }

    private JsonRecordReader<T> json() {
        JsonRecordReader<T> reader = json;
        if (reader == null) {
            reader = contract.jsonReader();
            json = reader;
        }
        return reader;
    }

    private ProtobufRecordReader<T> protobuf() {
        ProtobufRecordReader<T> reader = protobuf;
        if (reader == null) {
            reader = contract.protobufReader();
            protobuf = reader;
        }
        return reader;
    }

    private static byte[] from(int offset, byte[] bytes) {
        return offset == 0 ? bytes : Arrays.copyOfRange(bytes, offset, bytes.length);
    }

    /**
     * The first byte of a Protobuf message. After the header, Confluent's framing has the path to the message in its
     * schema: 0 for the first message, or 2 and 0, which means the same.
     */
    private static int messageAt(int body, byte[] bytes) throws RecordRejectedException {
        if (body == 0) {
            return 0;
        }
        if (body < bytes.length && bytes[body] == 0) {
            return body + 1;
        }
        if (body + 1 < bytes.length && bytes[body] == 2 && bytes[body + 1] == 0) {
            return body + 2;
        }
        throw new RecordRejectedException(
                RejectionCode.SCHEMA_INCOMPATIBLE,
                "the record is not the first message of its schema; write with the schema from schemas/protobuf/");
    }

    @SuppressWarnings("ReferenceEquality") // Same identity comparison as in the map.
    private RecordDecoder way(BodyFormat.Avro writer) throws RecordRejectedException {
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

    private RecordDecoder newWay(BodyFormat format) {
        BodyFormat.Avro avro = (BodyFormat.Avro) format;
        boolean present = inPlace && fingerprint == SchemaNormalization.parsingFingerprint64(avro.writer());
        return new RecordDecoder(avro, present, new SpecificDatumReader<>(avro.writer(), contract.schema(), data));
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
