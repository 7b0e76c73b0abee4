package io.nacre.stream.wire;

import io.nacre.decision.ModelScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.AlertResequencer;
import io.nacre.decision.incident.IncidentScope;
import io.nacre.decision.incident.IncidentState;
import io.nacre.decision.incident.IncidentTotals;
import io.nacre.decision.incident.SharedIncident;
import io.nacre.decision.incident.SuspiciousTransaction;
import io.nacre.payment.Money;
import io.nacre.payment.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The binary formats of alerts, shared incidents and alert sequences. */
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
        BinaryEncoding.writeTexts(shared.labelledAccounts(), out);
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

    public static void writeResequencer(AlertResequencer state, DataOutput out) throws IOException {
        writeAlert(state.newest(), out);
        out.writeBoolean(state.opened());
        BinaryEncoding.writeOptional(state.parentIncidentId(), out);
    }

    public static AlertResequencer readResequencer(DataInput in) throws IOException {
        return new AlertResequencer(readAlert(in), in.readBoolean(), BinaryEncoding.readOptional(in));
    }

    public static void writeAlert(@Nullable Alert alert, DataOutput out) throws IOException {
        out.writeBoolean(alert != null);
        if (alert != null) {
            writeIncident(alert, out);
            writeScope(alert.incident().scope(), out);
        }
    }

    public static @Nullable Alert readAlert(DataInput in) throws IOException {
        return in.readBoolean() ? read(true, true, true, in) : null;
    }

    /** Writes an account's own incident, without its scope. */
    public static void writeIncident(Alert alert, DataOutput out) throws IOException {
        SuspiciousTransaction transaction = alert.transaction();
        IncidentTotals totals = alert.totals();
        BinaryEncoding.writeText(alert.incidentId(), out);
        out.writeByte(StateEnumCodes.STATUSES.indexOf(alert.status()));
        BinaryEncoding.writeText(transaction.accountId(), out);
        BinaryEncoding.writeText(transaction.transactionId(), out);
        Varint.write(totals.transactionCount(), out);
        Varint.write(transaction.amount().minorUnits(), out);
        BinaryEncoding.writeText(transaction.amount().currency(), out);
        out.writeByte(StateEnumCodes.OUTCOMES.indexOf(transaction.outcome()));
        out.writeDouble(transaction.model().score());
        out.writeDouble(totals.maxScore());
        out.writeDouble(totals.expectedLoss());
        BinaryEncoding.writeOptional(totals.lossCurrency(), out);
        Varint.write(totals.suppressedAlertCount(), out);
        ScoreCodec.writeModel(transaction.model(), out);
        Varint.writeSigned(alert.openedAtMs(), out);
        Varint.writeSigned(alert.updatedAtMs(), out);
    }

    /**
     * Reads an incident in the current or an earlier format.
     *
     * @param sentences whether its reasons may have a sentence about the account
     * @param currency whether it has the currency of its expected loss
     */
    public static Alert readIncident(boolean sentences, boolean currency, DataInput in) throws IOException {
        return read(sentences, currency, false, in);
    }

    private static Alert read(boolean sentences, boolean currency, boolean shared, DataInput in) throws IOException {
        String incidentId = BinaryEncoding.readText(in);
        Alert.Status status = StateEnumCodes.STATUSES.get(in.readByte());
        String accountId = BinaryEncoding.readText(in);
        String transactionId = BinaryEncoding.readText(in);
        int transactions = Varint.readCount(Integer.MAX_VALUE, in);
        Money amount = new Money(Varint.read(in), BinaryEncoding.readText(in));
        Outcome outcome = StateEnumCodes.OUTCOMES.get(in.readByte());
        in.readDouble(); // The score, which the trail contains as well.
        double maxScore = in.readDouble();
        double expectedLoss = in.readDouble();
        String lossCurrency = currency ? BinaryEncoding.readOptional(in) : null;
        int suppressed = Varint.readCount(Integer.MAX_VALUE, in);
        ModelScore model = ScoreCodec.readModel(sentences, in);
        return new Alert(
                new IncidentState(
                        incidentId,
                        status,
                        new IncidentTotals(transactions, suppressed, maxScore, expectedLoss, lossCurrency),
                        Varint.readSigned(in),
                        Varint.readSigned(in),
                        shared ? readScope(in) : IncidentScope.ACCOUNT),
                new SuspiciousTransaction(accountId, transactionId, amount, outcome, model));
    }

    private static void writeScope(IncidentScope scope, DataOutput out) throws IOException {
        BinaryEncoding.writeOptional(scope.entity(), out);
        Varint.write(scope.accountCount(), out);
        BinaryEncoding.writeOptional(scope.parentIncidentId(), out);
    }

    private static IncidentScope readScope(DataInput in) throws IOException {
        return new IncidentScope(
                BinaryEncoding.readOptional(in),
                Varint.readCount(Integer.MAX_VALUE, in),
                BinaryEncoding.readOptional(in));
    }
}
