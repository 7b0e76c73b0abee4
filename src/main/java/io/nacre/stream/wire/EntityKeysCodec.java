package io.nacre.stream.wire;

import io.nacre.feature.EntityKeys;
import io.nacre.payment.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary codec of the entities that a transaction is keyed by. */
public final class EntityKeysCodec {

    private EntityKeysCodec() {}

    public static void write(EntityKeys entityKeys, DataOutput out) throws IOException {
        BinaryEncoding.writeText(entityKeys.accountId(), out);
        BinaryEncoding.writeOptional(entityKeys.network(), out);
        BinaryEncoding.writeOptional(entityKeys.deviceId(), out);
        BinaryEncoding.writeOptional(entityKeys.merchantId(), out);
        BinaryEncoding.writeOptional(entityKeys.counterpartyId(), out);
        Varint.writeSigned(entityKeys.atMs(), out);
        out.writeBoolean(entityKeys.high());
    }

    public static EntityKeys read(DataInput in) throws IOException {
        return new EntityKeys(
                BinaryEncoding.readText(in),
                BinaryEncoding.readOptional(in),
                BinaryEncoding.readOptional(in),
                BinaryEncoding.readOptional(in),
                BinaryEncoding.readOptional(in),
                Varint.readSigned(in),
                in.readBoolean());
    }
}
