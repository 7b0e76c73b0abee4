package io.nacre.stream.state;

import io.nacre.payment.Label;
import io.nacre.profile.Varint;
import io.nacre.stream.wire.BinaryFormat;
import io.nacre.stream.wire.StateEnumCodes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Labels as bytes. */
final class LabelFormat {

    private LabelFormat() {}

    static void write(Label label, DataOutput out) throws IOException {
        BinaryFormat.writeText(label.transactionId(), out);
        BinaryFormat.writeText(label.accountId(), out);
        out.writeBoolean(label.fraud());
        Varint.writeSigned(label.knownAtMs(), out);
        out.writeByte(StateEnumCodes.LABEL_SOURCES.indexOf(label.source()));
        BinaryFormat.writeOptional(label.incidentId(), out);
    }

    static Label read(DataInput in) throws IOException {
        return new Label(
                BinaryFormat.readText(in),
                BinaryFormat.readText(in),
                in.readBoolean(),
                Varint.readSigned(in),
                StateEnumCodes.LABEL_SOURCES.get(in.readByte()),
                BinaryFormat.readOptional(in));
    }
}
