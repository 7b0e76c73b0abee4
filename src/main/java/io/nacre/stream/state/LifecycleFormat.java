package io.nacre.stream.state;

import io.nacre.feature.ScheduledLifecycleEffects;
import io.nacre.feature.TransactionLifecycle;
import io.nacre.feature.TransactionLifecycle.Step;
import io.nacre.payment.LifecycleEffect;
import io.nacre.payment.Varint;
import io.nacre.profile.StateCodec;
import io.nacre.stream.wire.EventFieldCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The binary format of lifecycle events in state. Optional numbers are written plus one, and 0 stands for null. */
final class LifecycleFormat {

    static final StateCodec<ScheduledLifecycleEffects> SCHEDULED_EFFECTS =
            StateCodec.first(LifecycleFormat::writeScheduled, LifecycleFormat::readScheduled);

    private LifecycleFormat() {}

    static void write(TransactionLifecycle lifecycle, DataOutput out) throws IOException {
        Varint.write(lifecycle.steps().size(), out);
        for (Step step : lifecycle.steps()) {
            Long amount = step.amountMinorUnits();
            out.writeLong(step.eventHash());
            EventFieldCodec.writeLifecycleType(step.type(), out);
            EventFieldCodec.writeDeclineReason(step.declineReason(), out);
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
                    EventFieldCodec.readLifecycleType(in),
                    EventFieldCodec.readDeclineReason(in),
                    amount(Varint.read(in)),
                    Varint.readSigned(in)));
        }
        return new TransactionLifecycle(steps);
    }

    private static void writeScheduled(ScheduledLifecycleEffects scheduled, DataOutput out) throws IOException {
        List<LifecycleEffect> effects = scheduled.effects();
        Varint.write(effects.size(), out);
        for (LifecycleEffect effect : effects) {
            EventFieldCodec.writeLifecycleEffect(effect, out);
        }
    }

    private static ScheduledLifecycleEffects readScheduled(DataInput in) throws IOException {
        int size = Varint.readCount(ScheduledLifecycleEffects.MAX_EFFECTS, in);
        List<LifecycleEffect> effects = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            effects.add(EventFieldCodec.readLifecycleEffect(in));
        }
        return new ScheduledLifecycleEffects(effects);
    }

    private static @Nullable Long amount(long written) {
        return written == 0 ? null : written - 1;
    }
}
