package io.nacre.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.nacre.decision.AccountAction.By;
import io.nacre.decision.AccountAction.Scope;
import io.nacre.decision.AccountAction.Type;
import io.nacre.decision.HoldCount.Ruling;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HoldsTest {

    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);
    private static final Holds HOLDS = new Holds(0.98, 1_000, 3, 0.01);

    private HoldCount count = HoldCount.NONE;

    @Test
    void anHourHasItsHoldsAndNoMore() {
        assertThat(rulings(5, HOUR_MS, 1_000_000))
                .containsExactly(Ruling.ORDERED, Ruling.ORDERED, Ruling.ORDERED, Ruling.TOO_MANY, Ruling.TOO_MANY);
        assertThat(rulings(1, 2 * HOUR_MS - 1, 1_000_000)).containsExactly(Ruling.HELD_ALREADY);
        assertThat(rulings(1, 2 * HOUR_MS, 1_000_000)).containsExactly(Ruling.ORDERED);
    }

    @Test
    void aLateCallDoesNotBeginAnHourAnew() {
        rulings(3, 5 * HOUR_MS, 1_000_000);

        assertThat(rulings(5, 4 * HOUR_MS, 1_000_000)).doesNotContain(Ruling.ORDERED);
    }

    @Test
    void neverFreezesMoreThanAShareOfThoseWhoPay() {
        assertThat(rulings(3, HOUR_MS, 200)).containsExactly(Ruling.ORDERED, Ruling.ORDERED, Ruling.TOO_LARGE_A_SHARE);
    }

    @Test
    void oneHoldIsAlwaysAllowed() {
        assertThat(rulings(2, HOUR_MS, 1)).containsExactly(Ruling.ORDERED, Ruling.TOO_LARGE_A_SHARE);
    }

    @Test
    void aHeadcountIsRightWithinTwoPercent() {
        for (int accounts : new int[] {1, 100, 5_000, 60_000, 250_000}) {
            Headcount headcount = new Headcount();
            for (int repeat = 0; repeat < 2; repeat++) {
                for (int i = 0; i < accounts; i++) {
                    headcount.meet("acct-" + i, 7 * HOUR_MS + i % 1_000);
                }
            }

            assertThat((double) headcount.accounts()).isCloseTo(accounts, withinPercentage(2.0));
        }
    }

    @Test
    void aHeadcountBeginsAnewWithTheHour() {
        Headcount headcount = new Headcount();
        headcount.meet("a", 7 * HOUR_MS);
        headcount.meet("b", 8 * HOUR_MS);
        headcount.meet("c", 7 * HOUR_MS);

        assertThat(headcount.accounts()).isEqualTo(2);
    }

    private List<Ruling> rulings(int calls, long atMs, long paying) {
        List<Ruling> rulings = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            AccountAction hold = new AccountAction(
                    "acct-" + i, Type.FREEZE, Scope.OUTGOING, atMs, By.MACHINE, "nacre", "score", atMs, atMs + 9);
            count = count.at(hold);
            Ruling ruling = count.rule(hold, List.of("DEVICE d" + i), paying, HOLDS);
            count = ruling == Ruling.ORDERED ? count.with(hold, List.of("DEVICE d" + i)) : count;
            rulings.add(ruling);
        }
        return rulings;
    }
}
