package io.nacre.codec.mapping;

import io.nacre.avro.binary.BoundedDecoder;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.TransactionReference;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ids of a transaction from a rejected record. The record may be truncated after the ids. The ids are
 * validated as in every record. Not thread-safe.
 */
public final class TransactionIdReader {

    public static final String ID = "id";
    public static final String ACCOUNT_ID = "account_id";

    private final Schema wanted;
    private final Map<Schema, DatumReader<GenericRecord>> readers = new HashMap<>();

    /** @param contract the schema with both ids */
    TransactionIdReader(Schema contract) {
        wanted = Schema.createRecord(contract.getName(), null, contract.getNamespace(), false);
        wanted.setFields(List.of(field(contract, ID), field(contract, ACCOUNT_ID)));
    }

    /**
     * The ids; null if one cannot be read or is invalid.
     *
     * @param in at the body's first byte
     */
    @Nullable
    public TransactionReference read(Schema writer, BoundedDecoder in) {
        GenericRecord record = new GenericData.Record(wanted);
        try {
            readers.computeIfAbsent(writer, schema -> new GenericDatumReader<>(schema, wanted))
                    .read(record, in);
        } catch (RuntimeException | IOException | StackOverflowError e) {
            // The record has the fields that were read before the error.
        }
        return reference(text(record, ID), text(record, ACCOUNT_ID));
    }

    /** The reference of two ids; null if one is missing or invalid. */
    public static @Nullable TransactionReference reference(@Nullable String id, @Nullable String accountId) {
        try {
            return new TransactionReference(FieldValidator.id(ID, id), FieldValidator.id(ACCOUNT_ID, accountId));
        } catch (RecordRejectedException e) {
            return null;
        }
    }

    private static Schema.Field field(Schema contract, String name) {
        return new Schema.Field(
                name, Schema.create(Schema.Type.STRING), contract.getField(name).doc());
    }

    private static @Nullable String text(GenericRecord record, String field) {
        Object value = record.get(field);
        return value == null ? null : value.toString();
    }
}
