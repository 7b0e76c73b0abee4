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
final class AccountFileSerializer extends KeptSerializer<AccountFile> {

    private static final long serialVersionUID = 1;

    /** From this format on reasons tell of the account. */
    private static final int SENTENCES = 2;

    /** From this format on an incident says what its loss is counted in. */
    private static final int LOSS_CURRENCY = 3;

    private static final int INCIDENT = 1;
    private static final int WALK = 2;

    AccountFileSerializer() {
        super(LOSS_CURRENCY);
    }

    @Override
    void write(AccountFile file, DataOutputView out) throws IOException {
        Alert incident = file.incident();
        boolean walks = file.walkMs() != AccountFile.NEVER;
        out.writeByte((incident == null ? 0 : INCIDENT) | (walks ? WALK : 0));
        if (incident != null) {
            writeIncident(incident, out);
        }
        if (walks) {
            Varint.writeSigned(file.walkMs(), out);
        }
    }

    @Override
    AccountFile read(int written, DataInputView in) throws IOException {
        int parts = in.readByte();
        return new AccountFile(
                (parts & INCIDENT) == 0 ? null : readIncident(written, in),
                (parts & WALK) == 0 ? AccountFile.NEVER : Varint.readSigned(in));
    }

    private static void writeIncident(Alert incident, DataOutputView out) throws IOException {
        Wire.writeText(incident.incidentId(), out);
        out.writeByte(KeptWords.STATUSES.indexOf(incident.status()));
        Wire.writeText(incident.accountId(), out);
        Wire.writeText(incident.transactionId(), out);
        Varint.write(incident.transactions(), out);
        Varint.write(incident.amount().minorUnits(), out);
        Wire.writeText(incident.amount().currency(), out);
        out.writeByte(KeptWords.OUTCOMES.indexOf(incident.outcome()));
        out.writeDouble(incident.score());
        out.writeDouble(incident.maxScore());
        out.writeDouble(incident.expectedLoss());
        Wire.writeOptional(incident.lossCurrency(), out);
        Varint.write(incident.unsaid(), out);
        ModelWire.writeTrail(incident.trail(), out);
        ModelWire.writeReasons(incident.reasons(), out);
        ModelWire.writeAnomaly(incident.anomaly(), out);
        Wire.writeText(incident.bundleId(), out);
        Varint.writeSigned(incident.openedAtMs(), out);
        Varint.writeSigned(incident.updatedAtMs(), out);
    }

    private static Alert readIncident(int written, DataInputView in) throws IOException {
        return new Alert(
                Wire.readText(in),
                KeptWords.STATUSES.get(in.readByte()),
                Wire.readText(in),
                Wire.readText(in),
                Varint.readCount(Integer.MAX_VALUE, in),
                new Money(Varint.read(in), Wire.readText(in)),
                KeptWords.OUTCOMES.get(in.readByte()),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                written >= LOSS_CURRENCY ? Wire.readOptional(in) : null,
                Varint.readCount(Integer.MAX_VALUE, in),
                requireNonNull(ModelWire.readTrail(in), "no trail"),
                ModelWire.readReasons(written >= SENTENCES, in),
                ModelWire.readAnomaly(in),
                Wire.readText(in),
                Varint.readSigned(in),
                Varint.readSigned(in),
                null,
                1,
                null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccountFileSerializer;
    }

    @Override
    public int hashCode() {
        return AccountFileSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<AccountFile> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serialiser. */
    public static final class Snapshot extends KeptSerializer.Snapshot<AccountFile> {
        public Snapshot() {
            super(AccountFileSerializer::new);
        }
    }
}
