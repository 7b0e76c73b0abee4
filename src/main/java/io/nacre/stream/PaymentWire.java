package io.nacre.stream;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Label;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.profile.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** News as bytes: profiles, labels, receipts, and where each was read. */
final class PaymentWire {

    private static final Label.Source[] SOURCES = Label.Source.values();

    private PaymentWire() {}

    /** Kept in state as well: whoever changes these bytes raises the version in {@link KeyMemorySerializer}. */
    static void writeProfile(AccountProfile profile, DataOutput out) throws IOException {
        Long openedAtMs = profile.openedAtMs();
        Double creditScore = profile.creditScore();
        Wire.writeText(profile.accountId(), out);
        Varint.writeSigned(profile.asOfMs(), out);
        Wire.writePlace(profile.home(), out);
        Wire.writeOptional(profile.homeCountry(), out);
        out.writeBoolean(openedAtMs != null);
        if (openedAtMs != null) {
            Varint.writeSigned(openedAtMs, out);
        }
        out.writeBoolean(creditScore != null);
        if (creditScore != null) {
            out.writeDouble(creditScore);
        }
        Varint.write(profile.socialSignals().size(), out);
        for (Map.Entry<String, Double> signal : profile.socialSignals().entrySet()) {
            Wire.writeText(signal.getKey(), out);
            out.writeDouble(signal.getValue());
        }
    }

    static AccountProfile readProfile(DataInput in) throws IOException {
        return new AccountProfile(
                Wire.readText(in),
                Varint.readSigned(in),
                Wire.readPlace(in),
                Wire.readOptional(in),
                in.readBoolean() ? Varint.readSigned(in) : null,
                in.readBoolean() ? in.readDouble() : null,
                readSignals(in));
    }

    private static Map<String, Double> readSignals(DataInput in) throws IOException {
        int size = Varint.readCount(Wire.ENTRIES_MOST, in);
        if (size == 0) {
            return Map.of();
        }
        Map<String, Double> signals = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            signals.put(Wire.readText(in), in.readDouble());
        }
        return signals;
    }

    static void writeLabel(Label label, DataOutput out) throws IOException {
        Wire.writeText(label.transactionId(), out);
        Wire.writeText(label.accountId(), out);
        out.writeBoolean(label.fraud());
        Varint.writeSigned(label.knownAtMs(), out);
        Wire.writeConstant(label.source(), out);
        Wire.writeOptional(label.incidentId(), out);
    }

    static Label readLabel(DataInput in) throws IOException {
        return new Label(
                Wire.readText(in),
                Wire.readText(in),
                in.readBoolean(),
                Varint.readSigned(in),
                Wire.readConstant(SOURCES, in),
                Wire.readOptional(in));
    }

    static void writeReceipt(IncomingPayment incomingPayment, DataOutput out) throws IOException {
        Wire.writeText(incomingPayment.transactionId(), out);
        Wire.writeText(incomingPayment.accountId(), out);
        writeMoney(incomingPayment.amount(), out);
        Varint.writeSigned(incomingPayment.atMs(), out);
    }

    static IncomingPayment readReceipt(DataInput in) throws IOException {
        return new IncomingPayment(Wire.readText(in), Wire.readText(in), readMoney(in), Varint.readSigned(in));
    }

    private static void writeMoney(Money amount, DataOutput out) throws IOException {
        Varint.write(amount.minorUnits(), out);
        Wire.writeText(amount.currency(), out);
    }

    private static Money readMoney(DataInput in) throws IOException {
        return new Money(Varint.read(in), Wire.readText(in));
    }

    static void writeOrigin(RecordOrigin origin, DataOutput out) throws IOException {
        Wire.writeText(origin.topic(), out);
        Varint.writeSigned(origin.partition(), out);
        Varint.writeSigned(origin.offset(), out);
        Varint.writeSigned(origin.timestampMs(), out);
        Wire.writeOptional(origin.topicId(), out);
    }

    static RecordOrigin readOrigin(DataInput in) throws IOException {
        return new RecordOrigin(
                Wire.readText(in),
                (int) Varint.readSigned(in),
                Varint.readSigned(in),
                Varint.readSigned(in),
                Wire.readOptional(in));
    }
}
