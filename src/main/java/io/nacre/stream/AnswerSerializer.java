package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.profile.Varint;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What the guard keeps of each decision, as bytes. */
final class AnswerSerializer extends KeptSerializer<Answer> {

    private static final long serialVersionUID = 1;

    /** From this format on reasons tell of the account. */
    private static final int SENTENCES = 2;

    AnswerSerializer() {
        super(2);
    }

    @Override
    void write(Answer answer, DataOutputView out) throws IOException {
        Varint.writeSigned(answer.atMs(), out);
        out.writeByte(KeptWords.OUTCOMES.indexOf(answer.outcome()));
        out.writeByte(KeptWords.CAUSES.indexOf(answer.cause()));
        Wire.writeOptional(answer.grounds(), out);
        ModelWire.writeTrail(answer.trail(), out);
        ModelWire.writeReasons(answer.reasons(), out);
        ModelWire.writeAnomaly(answer.anomaly(), out);
        Wire.writeText(answer.bundleId(), out);
        ModelWire.writeLayers(answer.degradedLayers(), out);
        AdviceWire.write(answer.advice(), out);
    }

    @Override
    Answer read(int written, DataInputView in) throws IOException {
        return new Answer(
                Varint.readSigned(in),
                KeptWords.OUTCOMES.get(in.readByte()),
                KeptWords.CAUSES.get(in.readByte()),
                Wire.readOptional(in),
                requireNonNull(ModelWire.readTrail(in), "no trail"),
                ModelWire.readReasons(written >= SENTENCES, in),
                ModelWire.readAnomaly(in),
                Wire.readText(in),
                ModelWire.readLayers(in),
                AdviceWire.read(in));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AnswerSerializer;
    }

    @Override
    public int hashCode() {
        return AnswerSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<Answer> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serialiser. */
    public static final class Snapshot extends KeptSerializer.Snapshot<Answer> {
        public Snapshot() {
            super(AnswerSerializer::new);
        }
    }
}
