package io.nacre.codec;

import io.nacre.payment.Origin;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
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
    private final Map<Schema, DatumReader<SpecificRecord>> readers = new HashMap<>();
    private final BoundedDecoder decoder = new BoundedDecoder();
    private @Nullable SpecificRecord reused;

    ContractReader(Contract<T> contract, Framing framing) {
        this.contract = contract;
        this.schemas = new WriterSchemas(contract, framing);
        this.data = new SpecificData(contract.mapping().type().getClassLoader());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    /**
     * Reads one record. Never throws for what the bytes hold.
     *
     * @throws RegistryUnreachable where the schema is unknown and the registry does not answer: worth another try
     */
    public Decoded<T> read(Origin origin, byte @Nullable [] bytes) {
        try {
            return new Decoded.Value<>(value(origin, bytes));
        } catch (Rejection rejection) {
            return new Decoded.Rejected<>(rejection.letter(origin, bytes));
        }
    }

    private T value(Origin origin, byte @Nullable [] bytes) throws Rejection {
        if (bytes == null || bytes.length == 0) {
            throw new Rejection(RejectionCode.EMPTY, "the record has no value");
        }
        if (bytes.length > contract.maxBytes()) {
            throw new Rejection(
                    RejectionCode.RECORD_TOO_LARGE,
                    "the record has " + bytes.length + " bytes; at most " + contract.maxBytes());
        }
        Schema writer = schemas.of(bytes);
        DatumReader<SpecificRecord> reader = readers.get(writer);
        if (reader == null) {
            reader = new SpecificDatumReader<>(writer, contract.schema(), data);
            readers.put(writer, reader);
        }
        decoder.start(bytes, WriterSchemas.headerBytes(bytes));
        return contract.mapping().checked(record(reader), origin);
    }

    /** Avro reports malformed bytes by whatever its parser stumbles over, so all of it counts as unreadable. */
    private SpecificRecord record(DatumReader<SpecificRecord> reader) throws Rejection {
        SpecificRecord record;
        try {
            record = reader.read(reused, decoder);
        } catch (RuntimeException | IOException | StackOverflowError e) {
            reused = null;
            throw new Rejection(RejectionCode.UNREADABLE, "the bytes do not follow the schema that their header names");
        }
        if (decoder.remaining() > 0) {
            throw new Rejection(
                    RejectionCode.UNREADABLE, decoder.remaining() + " bytes are left over after the record's end");
        }
        reused = record;
        return record;
    }
}
