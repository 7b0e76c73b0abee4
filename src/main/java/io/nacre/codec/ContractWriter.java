package io.nacre.codec;

import io.nacre.codec.binary.AvroBodyEncoder;
import io.nacre.codec.registry.RegistryUnavailableException;
import io.nacre.codec.registry.SchemaRejectedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Writes the records of one contract. Not thread-safe: one for each subtask. */
public final class ContractWriter<T> {

    private final Contract<T> contract;
    private final Framing framing;
    private final String topic;
    private final @Nullable DirectWriter<T> direct;
    private final SpecificDatumWriter<SpecificRecord> writer;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    private final AvroBodyEncoder avroBodyEncoder = new AvroBodyEncoder();
    private byte @Nullable [] header;

    /** @param direct passed over where it knows another schema than the contract's */
    ContractWriter(Contract<T> contract, Framing framing, String topic, @Nullable DirectWriter<T> direct) {
        this.contract = contract;
        this.framing = framing;
        this.topic = topic;
        boolean known =
                direct != null && direct.fingerprint() == SchemaNormalization.parsingFingerprint64(contract.schema());
        this.direct = known ? direct : null;
        SpecificData data = new SpecificData(contract.mapping().type().getClassLoader());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        this.writer = new SpecificDatumWriter<>(contract.schema(), data);
    }

    /**
     * The record of a value: header and body.
     *
     * @throws RegistryUnavailableException where a registry is to be told the schema, and does not answer
     * @throws SchemaRejectedException where the registry takes our schema for incompatible with those it knows
     */
    public byte[] write(T value) {
        byte[] head = header;
        if (head == null) {
            head = framing.header(contract.schema(), topic);
            header = head;
        }
        return direct == null ? generated(head, value) : direct(direct, head, value);
    }

    private byte[] direct(DirectWriter<T> way, byte[] head, T value) {
        avroBodyEncoder.start(head);
        way.write(value, avroBodyEncoder);
        return avroBodyEncoder.record();
    }

    private byte[] generated(byte[] head, T value) {
        out.reset();
        out.writeBytes(head);
        try {
            writer.write(contract.mapping().write(value), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to write", e);
        }
        return out.toByteArray();
    }
}
