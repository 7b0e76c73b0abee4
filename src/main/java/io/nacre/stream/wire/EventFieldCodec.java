package io.nacre.stream.wire;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Label;
import io.nacre.payment.LifecycleEffect;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binary codec of profiles, labels, lifecycle events, incoming payments and record origins. */
public final class EventFieldCodec {

    private static final Label.Source[] SOURCES = Label.Source.values();

    private EventFieldCodec() {}

    /**
     * Writes a profile, in flight and in state. A change of these bytes needs a new version in
     * {@code KeyStateSerializer}.
     */
    public static void writeProfile(AccountProfile profile, DataOutput out) throws IOException {
        Long openedAtMs = profile.openedAtMs();
        Double creditScore = profile.creditScore();
        BinaryEncoding.writeText(profile.accountId(), out);
        Varint.writeSigned(profile.asOfMs(), out);
        BinaryEncoding.writeLocation(profile.home(), out);
        BinaryEncoding.writeOptional(profile.homeCountry(), out);
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
            BinaryEncoding.writeText(signal.getKey(), out);
            out.writeDouble(signal.getValue());
        }
    }

    public static AccountProfile readProfile(DataInput in) throws IOException {
        return new AccountProfile(
                BinaryEncoding.readText(in),
                Varint.readSigned(in),
                BinaryEncoding.readLocation(in),
                BinaryEncoding.readOptional(in),
                in.readBoolean() ? Varint.readSigned(in) : null,
                in.readBoolean() ? in.readDouble() : null,
                readSignals(in));
    }

    private static Map<String, Double> readSignals(DataInput in) throws IOException {
        int size = Varint.readCount(BinaryEncoding.MAX_ENTRIES, in);
        if (size == 0) {
            return Map.of();
        }
        Map<String, Double> signals = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            signals.put(BinaryEncoding.readText(in), in.readDouble());
        }
        return signals;
    }

    public static void writeLabel(Label label, DataOutput out) throws IOException {
        BinaryEncoding.writeText(label.transactionId(), out);
        BinaryEncoding.writeText(label.accountId(), out);
        out.writeBoolean(label.fraud());
        Varint.writeSigned(label.knownAtMs(), out);
        BinaryEncoding.writeConstant(label.source(), out);
        BinaryEncoding.writeOptional(label.incidentId(), out);
    }

    public static Label readLabel(DataInput in) throws IOException {
        return new Label(
                BinaryEncoding.readText(in),
                BinaryEncoding.readText(in),
                in.readBoolean(),
                Varint.readSigned(in),
                BinaryEncoding.readConstant(SOURCES, in),
                BinaryEncoding.readOptional(in));
    }

    public static void writeLifecycleEvent(LifecycleEvent event, DataOutput out) throws IOException {
        Long amount = event.amountMinorUnits();
        BinaryEncoding.writeText(event.accountId(), out);
        BinaryEncoding.writeText(event.transactionId(), out);
        BinaryEncoding.writeText(event.eventId(), out);
        writeLifecycleType(event.type(), out);
        writeDeclineReason(event.declineReason(), out);
        out.writeBoolean(amount != null);
        if (amount != null) {
            Varint.write(amount, out);
        }
        Varint.writeSigned(event.occurredAtMs(), out);
    }

    public static LifecycleEvent readLifecycleEvent(DataInput in) throws IOException {
        return new LifecycleEvent(
                BinaryEncoding.readText(in),
                BinaryEncoding.readText(in),
                BinaryEncoding.readText(in),
                readLifecycleType(in),
                readDeclineReason(in),
                in.readBoolean() ? Varint.read(in) : null,
                Varint.readSigned(in));
    }

    /** Writes an effect, in flight and in state. A change of these bytes needs a new version in its state's format. */
    public static void writeLifecycleEffect(LifecycleEffect effect, DataOutput out) throws IOException {
        writeLifecycleType(effect.type(), out);
        writeDeclineReason(effect.declineReason(), out);
        Varint.writeSigned(effect.transactionMs(), out);
        Varint.writeSigned(effect.occurredAtMs(), out);
        BinaryEncoding.writeOptional(effect.cardToken(), out);
        out.writeDouble(effect.worthBefore());
        out.writeDouble(effect.worthAfter());
    }

    public static LifecycleEffect readLifecycleEffect(DataInput in) throws IOException {
        return new LifecycleEffect(
                readLifecycleType(in),
                readDeclineReason(in),
                Varint.readSigned(in),
                Varint.readSigned(in),
                BinaryEncoding.readOptional(in),
                in.readDouble(),
                in.readDouble());
    }

    /** Writes the code of the type, in flight and in state. */
    public static void writeLifecycleType(LifecycleEvent.Type type, DataOutput out) throws IOException {
        out.writeByte(StateEnumCodes.LIFECYCLE_TYPES.indexOf(type));
    }

    public static LifecycleEvent.Type readLifecycleType(DataInput in) throws IOException {
        return StateEnumCodes.LIFECYCLE_TYPES.get(in.readByte());
    }

    /** Writes the code of the reason plus one, in flight and in state; 0 for null. */
    public static void writeDeclineReason(@Nullable DeclineReason reason, DataOutput out) throws IOException {
        out.writeByte(reason == null ? 0 : StateEnumCodes.DECLINE_REASONS.indexOf(reason) + 1);
    }

    public static @Nullable DeclineReason readDeclineReason(DataInput in) throws IOException {
        int code = in.readByte();
        return code == 0 ? null : StateEnumCodes.DECLINE_REASONS.get(code - 1);
    }

    public static void writeIncomingPayment(IncomingPayment incomingPayment, DataOutput out) throws IOException {
        BinaryEncoding.writeText(incomingPayment.transactionId(), out);
        BinaryEncoding.writeText(incomingPayment.accountId(), out);
        writeMoney(incomingPayment.amount(), out);
        Varint.writeSigned(incomingPayment.atMs(), out);
    }

    public static IncomingPayment readIncomingPayment(DataInput in) throws IOException {
        return new IncomingPayment(
                BinaryEncoding.readText(in), BinaryEncoding.readText(in), readMoney(in), Varint.readSigned(in));
    }

    public static void writeMoney(Money amount, DataOutput out) throws IOException {
        Varint.write(amount.minorUnits(), out);
        BinaryEncoding.writeText(amount.currency(), out);
    }

    public static Money readMoney(DataInput in) throws IOException {
        return new Money(Varint.read(in), BinaryEncoding.readText(in));
    }

    public static void writeOrigin(RecordOrigin origin, DataOutput out) throws IOException {
        BinaryEncoding.writeText(origin.topic(), out);
        Varint.writeSigned(origin.partition(), out);
        Varint.writeSigned(origin.offset(), out);
        Varint.writeSigned(origin.timestampMs(), out);
        BinaryEncoding.writeOptional(origin.topicId(), out);
        writeHeaders(origin.headers(), out);
    }

    public static RecordOrigin readOrigin(DataInput in) throws IOException {
        return new RecordOrigin(
                BinaryEncoding.readText(in),
                (int) Varint.readSigned(in),
                Varint.readSigned(in),
                Varint.readSigned(in),
                BinaryEncoding.readOptional(in),
                readHeaders(in));
    }

    /** Writes the headers of an origin. */
    public static void writeHeaders(Map<String, String> headers, DataOutput out) throws IOException {
        Varint.write(headers.size(), out);
        if (!headers.isEmpty()) {
            for (Map.Entry<String, String> header : headers.entrySet()) {
                BinaryEncoding.writeText(header.getKey(), out);
                BinaryEncoding.writeText(header.getValue(), out);
            }
        }
    }

    public static Map<String, String> readHeaders(DataInput in) throws IOException {
        int size = Varint.readCount(BinaryEncoding.MAX_ENTRIES, in);
        if (size == 0) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            headers.put(BinaryEncoding.readText(in), BinaryEncoding.readText(in));
        }
        return headers;
    }
}
