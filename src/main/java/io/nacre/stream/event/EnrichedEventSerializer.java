package io.nacre.stream.event;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.DuplicateEvent;
import io.nacre.feature.EnrichedEvent.ErasureEvent;
import io.nacre.feature.EnrichedEvent.IncomingPaymentEvent;
import io.nacre.feature.EnrichedEvent.Kind;
import io.nacre.feature.EnrichedEvent.LabelEvent;
import io.nacre.feature.EnrichedEvent.LifecycleEffectEvent;
import io.nacre.feature.EnrichedEvent.ProfileEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.EnrichedEvent.TransactionLifecycleEvent;
import io.nacre.feature.EntityKeys;
import io.nacre.payment.RecordOrigin;
import io.nacre.stream.wire.BinaryEncoding;
import io.nacre.stream.wire.EntityKeysCodec;
import io.nacre.stream.wire.EventFieldCodec;
import io.nacre.stream.wire.InFlightSerializer;
import io.nacre.stream.wire.InFlightSerializerSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Serializes events between the enrichment operators: a transaction as one block, any other event field by field. */
public final class EnrichedEventSerializer extends InFlightSerializer<EnrichedEvent> {

    private static final long serialVersionUID = 1;

    private static final Kind[] KINDS = Kind.values();
    private static final int HIGH = 1;
    private static final int LIGHT = 2;

    private transient @Nullable TransactionCodec wire;

    /** Each thread needs its own serializer, because the transaction codec has a buffer. */
    @Override
    public TypeSerializer<EnrichedEvent> duplicate() {
        return new EnrichedEventSerializer();
    }

    private TransactionCodec wire() {
        TransactionCodec own = wire == null ? new TransactionCodec() : wire;
        wire = own;
        return own;
    }

    @Override
    public void serialize(EnrichedEvent event, DataOutputView out) throws IOException {
        BinaryEncoding.writeConstant(event.kind(), out);
        if (event instanceof TransactionEvent transaction) {
            out.writeByte((transaction.keys().high() ? HIGH : 0) | (transaction.details() == null ? 0 : LIGHT));
            wire().write(transaction, out);
            return;
        }
        EventFieldCodec.writeOrigin(event.origin(), out);
        EntityKeysCodec.write(event.keys(), out);
        if (event instanceof DuplicateEvent duplicate) {
            BinaryEncoding.writeText(duplicate.transactionId(), out);
        } else if (event instanceof LabelEvent label) {
            EventFieldCodec.writeLabel(label.label(), out);
        } else if (event instanceof TransactionLifecycleEvent lifecycle) {
            EventFieldCodec.writeLifecycleEvent(lifecycle.event(), out);
        } else if (event instanceof LifecycleEffectEvent effect) {
            EventFieldCodec.writeLifecycleEffect(effect.effect(), out);
        } else if (event instanceof ProfileEvent profile) {
            EventFieldCodec.writeProfile(profile.profile(), out);
        } else if (event instanceof IncomingPaymentEvent incoming) {
            EventFieldCodec.writeIncomingPayment(incoming.payment(), out);
        }
    }

    @Override
    public EnrichedEvent deserialize(DataInputView in) throws IOException {
        Kind kind = BinaryEncoding.readConstant(KINDS, in);
        if (kind == Kind.TRANSACTION) {
            int flags = in.readByte();
            return wire().read((flags & HIGH) != 0, (flags & LIGHT) != 0, in);
        }
        RecordOrigin origin = EventFieldCodec.readOrigin(in);
        EntityKeys keys = EntityKeysCodec.read(in);
        return switch (kind) {
            case TRANSACTION -> throw new IllegalStateException("was read above");
            case DUPLICATE, CONFLICT ->
                new DuplicateEvent(origin, keys, BinaryEncoding.readText(in), kind == Kind.CONFLICT);
            case LABEL -> new LabelEvent(origin, keys, EventFieldCodec.readLabel(in));
            case LIFECYCLE -> new TransactionLifecycleEvent(origin, keys, EventFieldCodec.readLifecycleEvent(in));
            case LIFECYCLE_EFFECT -> new LifecycleEffectEvent(origin, keys, EventFieldCodec.readLifecycleEffect(in));
            case PROFILE -> new ProfileEvent(origin, keys, EventFieldCodec.readProfile(in));
            case INCOMING_PAYMENT -> new IncomingPaymentEvent(origin, keys, EventFieldCodec.readIncomingPayment(in));
            case ERASURE -> new ErasureEvent(origin, keys);
        };
    }

    @Override
    public TypeSerializerSnapshot<EnrichedEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The version of the bytes in flight. */
    public static final class Snapshot extends InFlightSerializerSnapshot<EnrichedEvent> {
        public Snapshot() {
            super(EnrichedEventSerializer::new);
        }
    }
}
