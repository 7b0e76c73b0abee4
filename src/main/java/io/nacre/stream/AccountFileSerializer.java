package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.AccountStatus;
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

    private static final int STATUS = 1;
    private static final int INCIDENT = 2;
    private static final int WALK = 4;

    AccountFileSerializer() {
        super(1);
    }

    @Override
    void write(AccountFile file, DataOutputView out) throws IOException {
        Alert incident = file.incident();
        boolean acted = !file.status().equals(AccountStatus.ACTIVE);
        boolean walks = file.walkMs() != AccountFile.NEVER;
        out.writeByte((acted ? STATUS : 0) | (incident == null ? 0 : INCIDENT) | (walks ? WALK : 0));
        if (acted) {
            writeStatus(file.status(), out);
        }
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
                (parts & STATUS) == 0 ? AccountStatus.ACTIVE : readStatus(in),
                (parts & INCIDENT) == 0 ? null : readIncident(in),
                (parts & WALK) == 0 ? AccountFile.NEVER : Varint.readSigned(in));
    }

    private static void writeStatus(AccountStatus status, DataOutputView out) throws IOException {
        Long untilMs = status.untilMs();
        out.writeBoolean(status.frozen());
        Varint.writeSigned(status.version(), out);
        out.writeBoolean(untilMs != null);
        if (untilMs != null) {
            Varint.writeSigned(untilMs, out);
        }
        Wire.writeText(status.actor(), out);
        Wire.writeText(status.reason(), out);
    }

    private static AccountStatus readStatus(DataInputView in) throws IOException {
        return new AccountStatus(
                in.readBoolean(),
                Varint.readSigned(in),
                in.readBoolean() ? Varint.readSigned(in) : null,
                Wire.readText(in),
                Wire.readText(in));
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
        ModelWire.writeTrail(incident.trail(), out);
        ModelWire.writeReasons(incident.reasons(), out);
        ModelWire.writeAnomaly(incident.anomaly(), out);
        Wire.writeText(incident.bundleId(), out);
        Varint.writeSigned(incident.openedAtMs(), out);
        Varint.writeSigned(incident.updatedAtMs(), out);
    }

    private static Alert readIncident(DataInputView in) throws IOException {
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
                requireNonNull(ModelWire.readTrail(in), "no trail"),
                ModelWire.readReasons(in),
                ModelWire.readAnomaly(in),
                Wire.readText(in),
                Varint.readSigned(in),
                Varint.readSigned(in));
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
