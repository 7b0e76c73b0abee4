package io.nacre.stream.state;

import io.nacre.feature.EntityKeys;
import io.nacre.payment.Money;
import io.nacre.stream.wire.BinaryEncoding;
import io.nacre.stream.wire.CopyingTypeSerializer;
import io.nacre.stream.wire.EntityKeysCodec;
import io.nacre.stream.wire.EventFieldCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Serializes a transaction in the account's state. */
public final class SeenTransactionSerializer extends CopyingTypeSerializer<SeenTransaction> {

    private static final long serialVersionUID = 1;

    /**
     * The first byte of every value. A change of the bytes needs a new number, and the earlier formats must stay
     * readable.
     */
    private static final int FORMAT = 4;

    /** The format without amount and card. */
    private static final int TERMS_FORMAT = 3;

    /** The format with an unsalted hash of the terms. */
    private static final int UNSALTED_FORMAT = 2;

    /** The format with the keys only. */
    private static final int FIRST_FORMAT = 1;

    @Override
    public void serialize(SeenTransaction seenTransaction, DataOutputView out) throws IOException {
        out.writeByte(FORMAT);
        EntityKeysCodec.write(seenTransaction.keys(), out);
        Money amount = seenTransaction.amount();
        out.writeBoolean(amount != null);
        if (amount != null) {
            EventFieldCodec.writeMoney(amount, out);
        }
        BinaryEncoding.writeOptional(seenTransaction.cardToken(), out);
        TransactionTerms transactionTerms = seenTransaction.terms();
        // A transaction from the first format still has no terms.
        out.writeLong(transactionTerms == null ? 0 : transactionTerms.salt());
        out.writeLong(transactionTerms == null ? 0 : transactionTerms.first());
        out.writeLong(transactionTerms == null ? 0 : transactionTerms.second());
    }

    @Override
    public SeenTransaction deserialize(DataInputView in) throws IOException {
        int format = in.readByte();
        if (format < FIRST_FORMAT || format > FORMAT) {
            throw new IOException("state has format " + format + ", but this program reads formats 1 to " + FORMAT
                    + ": start the program version that wrote it");
        }
        EntityKeys entityKeys = EntityKeysCodec.read(in);
        return switch (format) {
            case FIRST_FORMAT -> new SeenTransaction(entityKeys, null, null, null);
            case UNSALTED_FORMAT -> new SeenTransaction(entityKeys, null, null, TransactionTerms.early(in.readLong()));
            case TERMS_FORMAT ->
                new SeenTransaction(entityKeys, null, null, terms(in.readLong(), in.readLong(), in.readLong()));
            default ->
                new SeenTransaction(
                        entityKeys,
                        in.readBoolean() ? EventFieldCodec.readMoney(in) : null,
                        BinaryEncoding.readOptional(in),
                        terms(in.readLong(), in.readLong(), in.readLong()));
        };
    }

    private static @Nullable TransactionTerms terms(long salt, long first, long second) {
        return salt == 0 ? TransactionTerms.early(first) : new TransactionTerms(salt, first, second);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeenTransactionSerializer;
    }

    @Override
    public int hashCode() {
        return SeenTransactionSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<SeenTransaction> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Needs no content, because each value contains its format. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SeenTransaction> {
        public Snapshot() {
            super(SeenTransactionSerializer::new);
        }
    }
}
