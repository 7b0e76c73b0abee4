package io.nacre.stream.wire;

import io.nacre.decision.control.RelatedEntities;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Binary codec of the entities of a transaction: a bit set of those that are present, then their values. */
public final class RelatedEntitiesCodec {

    private RelatedEntitiesCodec() {}

    public static void write(RelatedEntities relatedEntities, DataOutput out) throws IOException {
        out.writeByte(bit(relatedEntities.cardToken(), 0)
                | bit(relatedEntities.deviceId(), 1)
                | bit(relatedEntities.ip(), 2)
                | bit(relatedEntities.ipCountry(), 3)
                | bit(relatedEntities.merchantId(), 4)
                | bit(relatedEntities.merchantCountry(), 5)
                | bit(relatedEntities.counterpartyId(), 6));
        write(relatedEntities.cardToken(), out);
        write(relatedEntities.deviceId(), out);
        write(relatedEntities.ip(), out);
        write(relatedEntities.ipCountry(), out);
        write(relatedEntities.merchantId(), out);
        write(relatedEntities.merchantCountry(), out);
        write(relatedEntities.counterpartyId(), out);
    }

    public static RelatedEntities read(DataInput in) throws IOException {
        int presence = in.readByte();
        return presence == 0
                ? RelatedEntities.NONE
                : new RelatedEntities(
                        read(presence, 0, in),
                        read(presence, 1, in),
                        read(presence, 2, in),
                        read(presence, 3, in),
                        read(presence, 4, in),
                        read(presence, 5, in),
                        read(presence, 6, in));
    }

    private static int bit(@Nullable String text, int place) {
        return text == null ? 0 : 1 << place;
    }

    private static void write(@Nullable String text, DataOutput out) throws IOException {
        if (text != null) {
            BinaryEncoding.writeText(text, out);
        }
    }

    private static @Nullable String read(int presence, int place, DataInput in) throws IOException {
        return (presence & (1 << place)) == 0 ? null : BinaryEncoding.readText(in);
    }
}
