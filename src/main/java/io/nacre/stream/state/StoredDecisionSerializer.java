package io.nacre.stream.state;

import io.nacre.decision.PolicyOutcome;
import io.nacre.payment.Varint;
import io.nacre.stream.wire.BinaryEncoding;
import io.nacre.stream.wire.ScoreCodec;
import io.nacre.stream.wire.StateEnumCodes;
import io.nacre.stream.wire.VersionedStateSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes decisions in state. */
public final class StoredDecisionSerializer extends VersionedStateSerializer<StoredDecision> {

    private static final long serialVersionUID = 1;

    /** From this format on, reasons may have a sentence about the account. */
    private static final int SENTENCES = 2;

    public StoredDecisionSerializer() {
        super(2);
    }

    @Override
    protected void write(StoredDecision storedDecision, DataOutputView out) throws IOException {
        Varint.writeSigned(storedDecision.atMs(), out);
        PolicyOutcome policy = storedDecision.policy();
        out.writeByte(StateEnumCodes.OUTCOMES.indexOf(policy.outcome()));
        out.writeByte(StateEnumCodes.CAUSES.indexOf(policy.cause()));
        BinaryEncoding.writeOptional(policy.causeDetail(), out);
        ScoreCodec.write(storedDecision.scoring(), out);
    }

    @Override
    protected StoredDecision read(int written, DataInputView in) throws IOException {
        return new StoredDecision(
                Varint.readSigned(in),
                new PolicyOutcome(
                        StateEnumCodes.OUTCOMES.get(in.readByte()),
                        StateEnumCodes.CAUSES.get(in.readByte()),
                        BinaryEncoding.readOptional(in)),
                ScoreCodec.read(written >= SENTENCES, in));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredDecisionSerializer;
    }

    @Override
    public int hashCode() {
        return StoredDecisionSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<StoredDecision> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer. */
    public static final class Snapshot extends VersionedStateSerializer.Snapshot<StoredDecision> {
        public Snapshot() {
            super(StoredDecisionSerializer::new);
        }
    }
}
