package io.nacre.stream.wire;

import io.nacre.feature.EntityKeys;
import io.nacre.profile.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary codec of the entities that a transaction is keyed by. */
public final class EntityKeysCodec {

    private EntityKeysCodec() {}

    public static void write(EntityKeys entityKeys, DataOutput out) throws IOException {
        BinaryFormat.writeText(entityKeys.accountId(), out);
        BinaryFormat.writeOptional(entityKeys.network(), out);
        BinaryFormat.writeOptional(entityKeys.deviceId(), out);
        BinaryFormat.writeOptional(entityKeys.merchantId(), out);
        BinaryFormat.writeOptional(entityKeys.counterpartyId(), out);
        Varint.writeSigned(entityKeys.atMs(), out);
        out.writeBoolean(entityKeys.high());
    }

    public static EntityKeys read(DataInput in) throws IOException {
        return new EntityKeys(
                BinaryFormat.readText(in),
                BinaryFormat.readOptional(in),
                BinaryFormat.readOptional(in),
                BinaryFormat.readOptional(in),
                BinaryFormat.readOptional(in),
                Varint.readSigned(in),
                in.readBoolean());
    }
}
