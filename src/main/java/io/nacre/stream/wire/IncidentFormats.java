package io.nacre.stream.wire;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Alert;
import io.nacre.decision.AlertSequence;
import io.nacre.decision.SharedIncident;
import io.nacre.payment.Money;
import io.nacre.profile.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alerts, shared incidents and the sequence of an incident's alerts as bytes. */
public final class IncidentFormats {

    private IncidentFormats() {}

    public static void writeShared(SharedIncident shared, DataOutput out) throws IOException {
        writeAlert(shared.incident(), out);
        Varint.write(shared.members().size(), out);
        for (SharedIncident.Member member : shared.members()) {
            BinaryEncoding.writeText(member.accountId(), out);
            BinaryEncoding.writeText(member.incidentId(), out);
            Varint.writeSigned(member.atMs(), out);
        }
        BinaryEncoding.writeTexts(shared.settled(), out);
    }

    public static SharedIncident readShared(DataInput in) throws IOException {
        Alert incident = readAlert(in);
        int count = Varint.readCount(BinaryEncoding.MAX_ENTRIES, in);
        List<SharedIncident.Member> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            members.add(new SharedIncident.Member(
                    BinaryEncoding.readText(in), BinaryEncoding.readText(in), Varint.readSigned(in)));
        }
        return new SharedIncident(incident, members, BinaryEncoding.readTexts(in));
    }

    public static void writeSequence(AlertSequence sequence, DataOutput out) throws IOException {
        writeAlert(sequence.newest(), out);
        out.writeBoolean(sequence.opened());
        BinaryEncoding.writeOptional(sequence.parentIncidentId(), out);
    }

    public static AlertSequence readSequence(DataInput in) throws IOException {
        return new AlertSequence(readAlert(in), in.readBoolean(), BinaryEncoding.readOptional(in));
    }

    public static void writeAlert(@Nullable Alert alert, DataOutput out) throws IOException {
        out.writeBoolean(alert != null);
        if (alert != null) {
            writeIncident(alert, out);
            BinaryEncoding.writeOptional(alert.entity(), out);
            Varint.write(alert.accountCount(), out);
            BinaryEncoding.writeOptional(alert.parentIncidentId(), out);
        }
    }

    public static @Nullable Alert readAlert(DataInput in) throws IOException {
        return in.readBoolean() ? read(true, true, true, in) : null;
    }

    /** An account's own incident: without what it has in common with others. */
    public static void writeIncident(Alert incident, DataOutput out) throws IOException {
        BinaryEncoding.writeText(incident.incidentId(), out);
        out.writeByte(StateEnumCodes.STATUSES.indexOf(incident.status()));
        BinaryEncoding.writeText(incident.accountId(), out);
        BinaryEncoding.writeText(incident.transactionId(), out);
        Varint.write(incident.transactionCount(), out);
        Varint.write(incident.amount().minorUnits(), out);
        BinaryEncoding.writeText(incident.amount().currency(), out);
        out.writeByte(StateEnumCodes.OUTCOMES.indexOf(incident.outcome()));
        out.writeDouble(incident.score());
        out.writeDouble(incident.maxScore());
        out.writeDouble(incident.expectedLoss());
        BinaryEncoding.writeOptional(incident.lossCurrency(), out);
        Varint.write(incident.suppressedAlertCount(), out);
        ScoreCodec.writeTrail(incident.trail(), out);
        ScoreCodec.writeReasons(incident.reasons(), out);
        ScoreCodec.writeAnomaly(incident.anomaly(), out);
        BinaryEncoding.writeText(incident.bundleId(), out);
        Varint.writeSigned(incident.openedAtMs(), out);
        Varint.writeSigned(incident.updatedAtMs(), out);
    }

    /**
     * Reads an incident in this or an earlier format.
     *
     * @param sentences whether its reasons tell of the account
     * @param currency whether it says what its loss is counted in
     */
    public static Alert readIncident(boolean sentences, boolean currency, DataInput in) throws IOException {
        return read(sentences, currency, false, in);
    }

    private static Alert read(boolean sentences, boolean currency, boolean shared, DataInput in) throws IOException {
        return new Alert(
                BinaryEncoding.readText(in),
                StateEnumCodes.STATUSES.get(in.readByte()),
                BinaryEncoding.readText(in),
                BinaryEncoding.readText(in),
                Varint.readCount(Integer.MAX_VALUE, in),
                new Money(Varint.read(in), BinaryEncoding.readText(in)),
                StateEnumCodes.OUTCOMES.get(in.readByte()),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                currency ? BinaryEncoding.readOptional(in) : null,
                Varint.readCount(Integer.MAX_VALUE, in),
                requireNonNull(ScoreCodec.readTrail(in), "no trail"),
                ScoreCodec.readReasons(sentences, in),
                ScoreCodec.readAnomaly(in),
                BinaryEncoding.readText(in),
                Varint.readSigned(in),
                Varint.readSigned(in),
                shared ? BinaryEncoding.readOptional(in) : null,
                shared ? Varint.readCount(Integer.MAX_VALUE, in) : 1,
                shared ? BinaryEncoding.readOptional(in) : null);
    }
}
