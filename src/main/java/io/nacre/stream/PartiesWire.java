package io.nacre.stream;

import io.nacre.decision.Parties;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Who takes part in a payment, as bytes: one that says which are known, then those. */
final class PartiesWire {

    private PartiesWire() {}

    static void write(Parties parties, DataOutput out) throws IOException {
        out.writeByte(bit(parties.cardToken(), 0)
                | bit(parties.deviceId(), 1)
                | bit(parties.ip(), 2)
                | bit(parties.ipCountry(), 3)
                | bit(parties.merchantId(), 4)
                | bit(parties.merchantCountry(), 5)
                | bit(parties.counterpartyId(), 6));
        write(parties.cardToken(), out);
        write(parties.deviceId(), out);
        write(parties.ip(), out);
        write(parties.ipCountry(), out);
        write(parties.merchantId(), out);
        write(parties.merchantCountry(), out);
        write(parties.counterpartyId(), out);
    }

    static Parties read(DataInput in) throws IOException {
        int known = in.readByte();
        return known == 0
                ? Parties.NONE
                : new Parties(
                        read(known, 0, in),
                        read(known, 1, in),
                        read(known, 2, in),
                        read(known, 3, in),
                        read(known, 4, in),
                        read(known, 5, in),
                        read(known, 6, in));
    }

    private static int bit(@Nullable String text, int place) {
        return text == null ? 0 : 1 << place;
    }

    private static void write(@Nullable String text, DataOutput out) throws IOException {
        if (text != null) {
            Wire.writeText(text, out);
        }
    }

    private static @Nullable String read(int known, int place, DataInput in) throws IOException {
        return (known & (1 << place)) == 0 ? null : Wire.readText(in);
    }
}
