package io.nacre.codec;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.codec.mapping.AvroBodyWriter;
import io.nacre.codec.registry.RegistryUnavailableException;
import io.nacre.codec.registry.SchemaRejectedException;
import org.jspecify.annotations.Nullable;

/** Writes the records of one contract. Not thread-safe: one instance per subtask. */
public final class ContractWriter<T> {

    private final Contract<T> contract;
    private final Framing framing;
    private final String topic;
    private final AvroBodyEncoder out = new AvroBodyEncoder();
    private final AvroBodyWriter<T> body;
    private byte @Nullable [] header;

    ContractWriter(Contract<T> contract, Framing framing, String topic) {
        this.contract = contract;
        this.framing = framing;
        this.topic = topic;
        this.body = contract.newMapping().writer(out);
    }

    /**
     * The record of a value: header and body.
     *
     * @throws RegistryUnavailableException if the schema must be registered and the registry does not answer
     * @throws SchemaRejectedException if the registry rejects our schema as incompatible
     */
    public byte[] write(T value) {
        byte[] head = header;
        if (head == null) {
            head = framing.header(contract.schema(), topic);
            header = head;
        }
        out.start(head);
        body.write(value);
        return out.record();
    }
}
