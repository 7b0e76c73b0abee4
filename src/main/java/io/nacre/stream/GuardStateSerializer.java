package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Alert;
import io.nacre.payment.Money;
import io.nacre.profile.Varint;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What the guard keeps of an account, as bytes; one where nothing is but a timer has less than a dozen. */
final class GuardStateSerializer extends VersionedStateSerializer<GuardState> {

    private static final long serialVersionUID = 1;

    /** From this format on reasons tell of the account. */
    private static final int SENTENCES = 2;

    /** From this format on an incident says what its loss is counted in. */
    private static final int LOSS_CURRENCY = 3;

    private static final int INCIDENT = 1;
    private static final int WALK = 2;

    GuardStateSerializer() {
        super(LOSS_CURRENCY);
    }

    @Override
    void write(GuardState file, DataOutputView out) throws IOException {
        Alert incident = file.incident();
        boolean walks = file.walkMs() != GuardState.NEVER;
        out.writeByte((incident == null ? 0 : INCIDENT) | (walks ? WALK : 0));
        if (incident != null) {
            writeIncident(incident, out);
        }
        if (walks) {
            Varint.writeSigned(file.walkMs(), out);
        }
    }

    @Override
    GuardState read(int written, DataInputView in) throws IOException {
        int parts = in.readByte();
        return new GuardState(
                (parts & INCIDENT) == 0 ? null : readIncident(written, in),
                (parts & WALK) == 0 ? GuardState.NEVER : Varint.readSigned(in));
    }

    private static void writeIncident(Alert incident, DataOutputView out) throws IOException {
        BinaryFormat.writeText(incident.incidentId(), out);
        out.writeByte(StateEnumCodes.STATUSES.indexOf(incident.status()));
        BinaryFormat.writeText(incident.accountId(), out);
        BinaryFormat.writeText(incident.transactionId(), out);
        Varint.write(incident.transactions(), out);
        Varint.write(incident.amount().minorUnits(), out);
        BinaryFormat.writeText(incident.amount().currency(), out);
        out.writeByte(StateEnumCodes.OUTCOMES.indexOf(incident.outcome()));
        out.writeDouble(incident.score());
        out.writeDouble(incident.maxScore());
        out.writeDouble(incident.expectedLoss());
        BinaryFormat.writeOptional(incident.lossCurrency(), out);
        Varint.write(incident.unsaid(), out);
        ScoreCodec.writeTrail(incident.trail(), out);
        ScoreCodec.writeReasons(incident.reasons(), out);
        ScoreCodec.writeAnomaly(incident.anomaly(), out);
        BinaryFormat.writeText(incident.bundleId(), out);
        Varint.writeSigned(incident.openedAtMs(), out);
        Varint.writeSigned(incident.updatedAtMs(), out);
    }

    private static Alert readIncident(int written, DataInputView in) throws IOException {
        return new Alert(
                BinaryFormat.readText(in),
                StateEnumCodes.STATUSES.get(in.readByte()),
                BinaryFormat.readText(in),
                BinaryFormat.readText(in),
                Varint.readCount(Integer.MAX_VALUE, in),
                new Money(Varint.read(in), BinaryFormat.readText(in)),
                StateEnumCodes.OUTCOMES.get(in.readByte()),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                written >= LOSS_CURRENCY ? BinaryFormat.readOptional(in) : null,
                Varint.readCount(Integer.MAX_VALUE, in),
                requireNonNull(ScoreCodec.readTrail(in), "no trail"),
                ScoreCodec.readReasons(written >= SENTENCES, in),
                ScoreCodec.readAnomaly(in),
                BinaryFormat.readText(in),
                Varint.readSigned(in),
                Varint.readSigned(in),
                null,
                1,
                null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GuardStateSerializer;
    }

    @Override
    public int hashCode() {
        return GuardStateSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<GuardState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serialiser. */
    public static final class Snapshot extends VersionedStateSerializer.Snapshot<GuardState> {
        public Snapshot() {
            super(GuardStateSerializer::new);
        }
    }
}
