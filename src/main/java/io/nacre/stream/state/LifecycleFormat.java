package io.nacre.stream.state;

import io.nacre.feature.ScheduledEffects;
import io.nacre.feature.TransactionLifecycle;
import io.nacre.feature.TransactionLifecycle.Step;
import io.nacre.payment.LifecycleEffect;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import io.nacre.payment.Varint;
import io.nacre.profile.StateCodec;
import io.nacre.stream.wire.BinaryEncoding;
import io.nacre.stream.wire.StateEnumCodes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The binary format of lifecycle events in state. Optional numbers are written plus one, and 0 stands for null. */
final class LifecycleFormat {

    static final StateCodec<ScheduledEffects> SCHEDULED_EFFECTS =
            StateCodec.first(LifecycleFormat::writeScheduled, LifecycleFormat::readScheduled);

    private LifecycleFormat() {}

    static void write(TransactionLifecycle lifecycle, DataOutput out) throws IOException {
        Varint.write(lifecycle.steps().size(), out);
        for (Step step : lifecycle.steps()) {
            DeclineReason reason = step.declineReason();
            Long amount = step.amountMinorUnits();
            out.writeLong(step.eventHash());
            out.writeByte(StateEnumCodes.LIFECYCLE_TYPES.indexOf(step.type()));
            out.writeByte(code(reason));
            Varint.write(amount == null ? 0 : amount + 1, out);
            Varint.writeSigned(step.occurredAtMs(), out);
        }
    }

    static TransactionLifecycle read(DataInput in) throws IOException {
        int size = Varint.readCount(TransactionLifecycle.MAX_STEPS, in);
        List<Step> steps = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            steps.add(new Step(
                    in.readLong(),
                    StateEnumCodes.LIFECYCLE_TYPES.get(in.readByte()),
                    reason(in.readByte()),
                    amount(Varint.read(in)),
                    Varint.readSigned(in)));
        }
        return new TransactionLifecycle(steps);
    }

    private static void writeScheduled(ScheduledEffects scheduled, DataOutput out) throws IOException {
        List<LifecycleEffect> effects = scheduled.effects();
        Varint.write(effects.size(), out);
        for (LifecycleEffect effect : effects) {
            out.writeByte(StateEnumCodes.LIFECYCLE_TYPES.indexOf(effect.type()));
            out.writeByte(code(effect.declineReason()));
            Varint.writeSigned(effect.transactionMs(), out);
            Varint.writeSigned(effect.occurredAtMs(), out);
            BinaryEncoding.writeOptional(effect.cardToken(), out);
            out.writeDouble(effect.worthBefore());
            out.writeDouble(effect.worthAfter());
        }
    }

    private static ScheduledEffects readScheduled(DataInput in) throws IOException {
        int size = Varint.readCount(ScheduledEffects.MAX_EFFECTS, in);
        List<LifecycleEffect> effects = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            effects.add(new LifecycleEffect(
                    StateEnumCodes.LIFECYCLE_TYPES.get(in.readByte()),
                    reason(in.readByte()),
                    Varint.readSigned(in),
                    Varint.readSigned(in),
                    BinaryEncoding.readOptional(in),
                    in.readDouble(),
                    in.readDouble()));
        }
        return new ScheduledEffects(effects);
    }

    private static int code(@Nullable DeclineReason reason) {
        return reason == null ? 0 : StateEnumCodes.DECLINE_REASONS.indexOf(reason) + 1;
    }

    private static @Nullable DeclineReason reason(int code) {
        return code == 0 ? null : StateEnumCodes.DECLINE_REASONS.get(code - 1);
    }

    private static @Nullable Long amount(long written) {
        return written == 0 ? null : written - 1;
    }
}
