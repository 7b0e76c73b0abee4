package io.nacre.decision.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.nacre.decision.ActiveAccountEstimator;
import io.nacre.decision.control.AccountAction.ActorType;
import io.nacre.decision.control.AccountAction.Scope;
import io.nacre.decision.control.AccountAction.Type;
import io.nacre.decision.control.AutoFreezeQuota.QuotaResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AutoFreezePolicyTest {

    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);
    private static final AutoFreezePolicy POLICY = new AutoFreezePolicy(0.98, 1_000, 3, 0.01);

    private AutoFreezeQuota count = AutoFreezeQuota.NONE;

    @Test
    void limitsTheFreezesOfAnHour() {
        assertThat(rulings(5, HOUR_MS, 1_000_000))
                .containsExactly(
                        QuotaResult.ISSUED,
                        QuotaResult.ISSUED,
                        QuotaResult.ISSUED,
                        QuotaResult.HOURLY_LIMIT,
                        QuotaResult.HOURLY_LIMIT);
        assertThat(rulings(1, 2 * HOUR_MS - 1, 1_000_000)).containsExactly(QuotaResult.ALREADY_FROZEN);
        assertThat(rulings(1, 2 * HOUR_MS, 1_000_000)).containsExactly(QuotaResult.ISSUED);
    }

    @Test
    void aLateCallDoesNotBeginAnHourAnew() {
        rulings(3, 5 * HOUR_MS, 1_000_000);

        assertThat(rulings(5, 4 * HOUR_MS, 1_000_000)).doesNotContain(QuotaResult.ISSUED);
    }

    @Test
    void neverFreezesMoreThanAShareOfThoseWhoPay() {
        assertThat(rulings(3, HOUR_MS, 200))
                .containsExactly(QuotaResult.ISSUED, QuotaResult.ISSUED, QuotaResult.ACCOUNT_SHARE_LIMIT);
    }

    @Test
    void oneFreezeIsAlwaysAllowed() {
        assertThat(rulings(2, HOUR_MS, 1)).containsExactly(QuotaResult.ISSUED, QuotaResult.ACCOUNT_SHARE_LIMIT);
    }

    @Test
    void aHeadcountIsRightWithinTwoPercent() {
        for (int accounts : new int[] {1, 100, 5_000, 60_000, 250_000}) {
            ActiveAccountEstimator activeAccountEstimator = new ActiveAccountEstimator();
            for (int repeat = 0; repeat < 2; repeat++) {
                for (int i = 0; i < accounts; i++) {
                    activeAccountEstimator.add("acct-" + i, 7 * HOUR_MS + i % 1_000);
                }
            }

            assertThat((double) activeAccountEstimator.accounts()).isCloseTo(accounts, withinPercentage(2.0));
        }
    }

    @Test
    void aHeadcountBeginsAnewWithTheHour() {
        ActiveAccountEstimator activeAccountEstimator = new ActiveAccountEstimator();
        activeAccountEstimator.add("a", 7 * HOUR_MS);
        activeAccountEstimator.add("b", 8 * HOUR_MS);
        activeAccountEstimator.add("c", 7 * HOUR_MS);

        assertThat(activeAccountEstimator.accounts()).isEqualTo(2);
    }

    private List<QuotaResult> rulings(int calls, long atMs, long paying) {
        List<QuotaResult> rulings = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            AccountAction freeze = new AccountAction(
                    "acct-" + i, Type.FREEZE, Scope.OUTGOING, atMs, ActorType.SYSTEM, "nacre", "score", atMs, atMs + 9);
            count = count.at(freeze);
            QuotaResult quotaResult = count.check(freeze, List.of("DEVICE d" + i), paying, POLICY);
            count = quotaResult == QuotaResult.ISSUED ? count.with(freeze, List.of("DEVICE d" + i)) : count;
            rulings.add(quotaResult);
        }
        return rulings;
    }
}
