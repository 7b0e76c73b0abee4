package io.nacre.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.payment.LifecycleEffect;
import io.nacre.payment.LifecycleEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduledLifecycleEffectsTest {

    private final List<Long> applied = new ArrayList<>();

    @Test
    void appliesWhatIsDueInTheOrderOfTime() {
        ScheduledLifecycleEffects scheduled = new ScheduledLifecycleEffects();
        for (long atMs : new long[] {30, 10, 20, 40}) {
            scheduled.add(effect(atMs), this::apply);
        }

        scheduled.applyUntil(9, this::apply);
        assertThat(applied).isEmpty();
        scheduled.applyUntil(30, this::apply);
        assertThat(applied).containsExactly(10L, 20L, 30L);
        scheduled.applyUntil(100, this::apply);
        assertThat(applied).containsExactly(10L, 20L, 30L, 40L);
        assertThat(scheduled.isEmpty()).isTrue();
    }

    @Test
    void appliesTheEarliestTooEarlyWhereThereAreTooMany() {
        ScheduledLifecycleEffects scheduled = new ScheduledLifecycleEffects();
        for (int i = 0; i <= ScheduledLifecycleEffects.MAX_EFFECTS; i++) {
            scheduled.add(effect(1_000 - i % 7), this::apply);
        }

        assertThat(applied).containsExactly(994L);
        assertThat(scheduled.effects()).hasSize(ScheduledLifecycleEffects.MAX_EFFECTS);
    }

    private void apply(LifecycleEffect effect) {
        applied.add(effect.occurredAtMs());
    }

    private static LifecycleEffect effect(long atMs) {
        return new LifecycleEffect(LifecycleEvent.Type.REFUNDED, null, 1, atMs, null, 1, 0);
    }
}
