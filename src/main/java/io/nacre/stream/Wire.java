package io.nacre.stream;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.Place;
import io.nacre.profile.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts that travel or are kept, as bytes: texts in UTF-8, one flag before what may be missing. */
final class Wire {

    /** Longer than any text the contract lets in. */
    private static final int TEXT_BYTES_MOST = 1 << 20;

    private static final int ENTRIES_MOST = 1 << 16;

    private Wire() {}

    static void writeText(String text, DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Varint.write(bytes.length, out);
        out.write(bytes);
    }

    static String readText(DataInput in) throws IOException {
        return text(Varint.readCount(TEXT_BYTES_MOST, in), in);
    }

    /** Its length and one, or 0 for none. */
    static void writeOptional(@Nullable String text, DataOutput out) throws IOException {
        if (text == null) {
            out.writeByte(0);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Varint.write(bytes.length + 1, out);
        out.write(bytes);
    }

    static @Nullable String readOptional(DataInput in) throws IOException {
        int length = Varint.readCount(TEXT_BYTES_MOST, in);
        return length == 0 ? null : text(length - 1, in);
    }

    private static String text(int length, DataInput in) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void writePlace(@Nullable Place place, DataOutput out) throws IOException {
        out.writeBoolean(place != null);
        if (place != null) {
            out.writeDouble(place.latitude());
            out.writeDouble(place.longitude());
        }
    }

    static @Nullable Place readPlace(DataInput in) throws IOException {
        return in.readBoolean() ? new Place(in.readDouble(), in.readDouble()) : null;
    }

    static void writeProfile(AccountProfile profile, DataOutput out) throws IOException {
        Long openedAtMs = profile.openedAtMs();
        Double creditScore = profile.creditScore();
        writeText(profile.accountId(), out);
        Varint.writeSigned(profile.asOfMs(), out);
        writePlace(profile.home(), out);
        writeOptional(profile.homeCountry(), out);
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
            writeText(signal.getKey(), out);
            out.writeDouble(signal.getValue());
        }
    }

    static AccountProfile readProfile(DataInput in) throws IOException {
        return new AccountProfile(
                readText(in),
                Varint.readSigned(in),
                readPlace(in),
                readOptional(in),
                in.readBoolean() ? Varint.readSigned(in) : null,
                in.readBoolean() ? in.readDouble() : null,
                readSignals(in));
    }

    private static Map<String, Double> readSignals(DataInput in) throws IOException {
        int size = Varint.readCount(ENTRIES_MOST, in);
        Map<String, Double> signals = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            signals.put(readText(in), in.readDouble());
        }
        return signals;
    }
}
