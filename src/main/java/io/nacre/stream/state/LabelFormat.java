package io.nacre.stream.state;

import io.nacre.payment.Label;
import io.nacre.payment.Varint;
import io.nacre.stream.wire.BinaryEncoding;
import io.nacre.stream.wire.StateEnumCodes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The binary format of labels in state. */
final class LabelFormat {

    private LabelFormat() {}

    static void write(Label label, DataOutput out) throws IOException {
        BinaryEncoding.writeText(label.transactionId(), out);
        BinaryEncoding.writeText(label.accountId(), out);
        out.writeBoolean(label.fraud());
        Varint.writeSigned(label.knownAtMs(), out);
        out.writeByte(StateEnumCodes.LABEL_SOURCES.indexOf(label.source()));
        BinaryEncoding.writeOptional(label.incidentId(), out);
    }

    static Label read(DataInput in) throws IOException {
        return new Label(
                BinaryEncoding.readText(in),
                BinaryEncoding.readText(in),
                in.readBoolean(),
                Varint.readSigned(in),
                StateEnumCodes.LABEL_SOURCES.get(in.readByte()),
                BinaryEncoding.readOptional(in));
    }
}
