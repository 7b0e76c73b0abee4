package io.nacre.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.Type;
import io.nacre.decision.control.AccountStatus;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrozenAccountsGaugeTest {

    private static final long T0 = 1_700_000_000_000L;

    private final AtomicLong clockMs = new AtomicLong(T0);
    private final FrozenAccountsGauge gauge = new FrozenAccountsGauge(clockMs::get);

    @Test
    void countsFrozenAccountsAndNoReleasedOnes() {
        gauge.update("a", after(Type.FREEZE, null));
        gauge.update("b", after(Type.RELEASE, null));

        assertThat(gauge.getValue()).isOne();

        gauge.update("a", AccountStatus.ACTIVE);
        assertThat(gauge.getValue()).isZero();
    }

    @Test
    void aFreezeEndsByTimeAlone() {
        gauge.update("a", after(Type.FREEZE, T0 + 1_000));

        assertThat(gauge.getValue()).isOne();
        clockMs.addAndGet(1_000);
        assertThat(gauge.getValue()).isZero();
    }

    private static AccountStatus after(Type type, @Nullable Long expiresAtMs) {
        return AccountStatus.ACTIVE.after(new AccountAction("a", type, 1, "ann", "asked", T0, expiresAtMs));
    }
}
