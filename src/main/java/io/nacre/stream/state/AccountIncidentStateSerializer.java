package io.nacre.stream.state;

import io.nacre.decision.incident.Alert;
import io.nacre.payment.Varint;
import io.nacre.stream.wire.IncidentFormats;
import io.nacre.stream.wire.VersionedStateSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes the state of an account in the decision operator; less than a dozen bytes without an incident. */
public final class AccountIncidentStateSerializer extends VersionedStateSerializer<AccountIncidentState> {

    private static final long serialVersionUID = 1;

    /** From this format on, reasons may have a sentence about the account. */
    private static final int SENTENCES = 2;

    /** From this format on, an incident has the currency of its expected loss. */
    private static final int LOSS_CURRENCY = 3;

    private static final int INCIDENT = 1;
    private static final int WALK = 2;

    public AccountIncidentStateSerializer() {
        super(LOSS_CURRENCY);
    }

    @Override
    protected void write(AccountIncidentState file, DataOutputView out) throws IOException {
        Alert incident = file.incident();
        boolean walks = file.walkMs() != AccountIncidentState.NEVER;
        out.writeByte((incident == null ? 0 : INCIDENT) | (walks ? WALK : 0));
        if (incident != null) {
            IncidentFormats.writeIncident(incident, out);
        }
        if (walks) {
            Varint.writeSigned(file.walkMs(), out);
        }
    }

    @Override
    protected AccountIncidentState read(int written, DataInputView in) throws IOException {
        int parts = in.readByte();
        return new AccountIncidentState(
                (parts & INCIDENT) == 0
                        ? null
                        : IncidentFormats.readIncident(written >= SENTENCES, written >= LOSS_CURRENCY, in),
                (parts & WALK) == 0 ? AccountIncidentState.NEVER : Varint.readSigned(in));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccountIncidentStateSerializer;
    }

    @Override
    public int hashCode() {
        return AccountIncidentStateSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<AccountIncidentState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer. */
    public static final class Snapshot extends VersionedStateSerializer.Snapshot<AccountIncidentState> {
        public Snapshot() {
            super(AccountIncidentStateSerializer::new);
        }
    }
}
