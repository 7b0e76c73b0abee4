package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.control.ErasureRequest;
import io.nacre.payment.Varint;
import io.nacre.stream.event.AccountControlEvent.ActionEvent;
import io.nacre.stream.event.AccountControlEvent.EntryEvent;
import io.nacre.stream.event.AccountControlEvent.ErasureEvent;
import io.nacre.stream.wire.AccountControlFormats;
import io.nacre.stream.wire.BinaryEncoding;
import io.nacre.stream.wire.EventFieldCodec;
import io.nacre.stream.wire.InFlightSerializer;
import io.nacre.stream.wire.InFlightSerializerSnapshot;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes account controls: a byte for the type, then the fields. */
final class AccountControlEventSerializer extends InFlightSerializer<AccountControlEvent> {

    private static final long serialVersionUID = 1;

    private static final byte ACTION = 1;
    private static final byte ENTRY = 2;
    private static final byte ERASURE = 3;

    @Override
    public void serialize(AccountControlEvent event, DataOutputView out) throws IOException {
        if (event instanceof ActionEvent action) {
            out.writeByte(ACTION);
            AccountControlFormats.writeAction(action.action(), out);
        } else if (event instanceof EntryEvent entry) {
            out.writeByte(ENTRY);
            AccountControlFormats.writeEntry(entry.entry(), out);
        } else {
            ErasureEvent erasure = (ErasureEvent) event;
            out.writeByte(ERASURE);
            writeErasure(erasure.request(), out);
            EventFieldCodec.writeOrigin(erasure.origin(), out);
        }
    }

    @Override
    public AccountControlEvent deserialize(DataInputView in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case ACTION -> new ActionEvent(requireNonNull(AccountControlFormats.readAction(in), "no action"));
            case ENTRY -> new EntryEvent(AccountControlFormats.readEntry(in));
            case ERASURE -> new ErasureEvent(readErasure(in), EventFieldCodec.readOrigin(in));
            default -> throw new IOException("an account control of kind " + kind + ": the bytes are damaged");
        };
    }

    private static void writeErasure(ErasureRequest request, DataOutput out) throws IOException {
        BinaryEncoding.writeText(request.accountId(), out);
        BinaryEncoding.writeText(request.actor(), out);
        BinaryEncoding.writeText(request.reason(), out);
        Varint.writeSigned(request.requestedAtMs(), out);
    }

    private static ErasureRequest readErasure(DataInput in) throws IOException {
        return new ErasureRequest(
                BinaryEncoding.readText(in),
                BinaryEncoding.readText(in),
                BinaryEncoding.readText(in),
                Varint.readSigned(in));
    }

    @Override
    public TypeSerializerSnapshot<AccountControlEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The version of the bytes in flight. */
    public static final class Snapshot extends InFlightSerializerSnapshot<AccountControlEvent> {
        public Snapshot() {
            super(AccountControlEventSerializer::new);
        }
    }
}
