package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Varint;
import io.nacre.stream.event.IncidentEvent.AlertEvent;
import io.nacre.stream.event.IncidentEvent.LabelEvent;
import io.nacre.stream.event.IncidentEvent.LinkEvent;
import io.nacre.stream.wire.BinaryEncoding;
import io.nacre.stream.wire.EventFieldCodec;
import io.nacre.stream.wire.InFlightSerializer;
import io.nacre.stream.wire.InFlightSerializerSnapshot;
import io.nacre.stream.wire.IncidentFormats;
import io.nacre.stream.wire.RelatedEntitiesCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Serializes incident events: a byte for the type, then the origin, then the fields. */
final class IncidentEventSerializer extends InFlightSerializer<IncidentEvent> {

    private static final long serialVersionUID = 1;

    private static final byte ALERT = 1;
    private static final byte LABEL = 2;
    private static final byte LINK = 3;

    @Override
    public void serialize(IncidentEvent event, DataOutputView out) throws IOException {
        if (event instanceof AlertEvent alert) {
            out.writeByte(ALERT);
            writeOrigin(alert.origin(), out);
            IncidentFormats.writeAlert(alert.alert(), out);
            RelatedEntitiesCodec.write(alert.parties(), out);
        } else if (event instanceof LabelEvent label) {
            out.writeByte(LABEL);
            writeOrigin(label.origin(), out);
            EventFieldCodec.writeLabel(label.label(), out);
            Varint.writeSigned(label.paidAtMs(), out);
            RelatedEntitiesCodec.write(label.parties(), out);
        } else {
            LinkEvent link = (LinkEvent) event;
            out.writeByte(LINK);
            writeOrigin(link.origin(), out);
            BinaryEncoding.writeText(link.link().incidentId(), out);
            BinaryEncoding.writeText(link.link().sharedId(), out);
        }
    }

    @Override
    public IncidentEvent deserialize(DataInputView in) throws IOException {
        byte kind = in.readByte();
        RecordOrigin origin = readOrigin(in);
        IncidentEvent event = switch (kind) {
            case ALERT ->
                IncidentEvent.of(
                        requireNonNull(IncidentFormats.readAlert(in), "no alert"), RelatedEntitiesCodec.read(in));
            case LABEL ->
                IncidentEvent.of(EventFieldCodec.readLabel(in), Varint.readSigned(in), RelatedEntitiesCodec.read(in));
            case LINK -> IncidentEvent.of(new IncidentLink(BinaryEncoding.readText(in), BinaryEncoding.readText(in)));
            default -> throw new IOException("an incident event of kind " + kind + ": the bytes are damaged");
        };
        return event.from(origin);
    }

    private static void writeOrigin(@Nullable RecordOrigin origin, DataOutput out) throws IOException {
        out.writeBoolean(origin != null);
        if (origin != null) {
            EventFieldCodec.writeOrigin(origin, out);
        }
    }

    private static @Nullable RecordOrigin readOrigin(DataInput in) throws IOException {
        return in.readBoolean() ? EventFieldCodec.readOrigin(in) : null;
    }

    @Override
    public TypeSerializerSnapshot<IncidentEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The version of the bytes in flight. */
    public static final class Snapshot extends InFlightSerializerSnapshot<IncidentEvent> {
        public Snapshot() {
            super(IncidentEventSerializer::new);
        }
    }
}
