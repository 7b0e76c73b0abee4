package io.nacre.feature.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.Facts;
import io.nacre.feature.FeatureScale;
import io.nacre.feature.Payments;
import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import io.nacre.profile.IpStats;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IpMemoryTest {

    private final IpMemory memory = new IpMemory();
    private IpStats ipStats = IpStats.NONE;

    @Test
    void distinguishesOneAccountWithManyCardsFromManyAccounts() {
        for (int i = 0; i < 9; i++) {
            pay("a", "card-" + i % 3, i * Millis.MINUTE_MS);
        }

        assertThat(value("cards_1h", Millis.HOUR_MS)).isEqualTo(FeatureScale.log(3));
        assertThat(value("accounts_1h", Millis.HOUR_MS)).isEqualTo(FeatureScale.log(1));
        assertThat(value("count_1h", Millis.HOUR_MS)).isEqualTo(FeatureScale.log(9));
    }

    @Test
    void aCardCountsFromItsLastUse() {
        pay("a", "card-0", 0);
        pay("b", "card-1", 20 * Millis.HOUR_MS);

        assertThat(value("cards_1h", 21 * Millis.HOUR_MS)).isEqualTo(FeatureScale.log(1));
        assertThat(value("cards_24h", 21 * Millis.HOUR_MS)).isEqualTo(FeatureScale.log(2));
        assertThat(value("cards_24h", 30 * Millis.HOUR_MS)).isEqualTo(FeatureScale.log(1));
        assertThat(value("cards_30d", 30 * Millis.HOUR_MS)).isEqualTo(FeatureScale.log(2));
    }

    @Test
    void aPaymentWithoutCardIsPartOfTheCrowdOnly() {
        pay("a", null, 0);

        assertThat(value("cards_24h", 1)).isZero();
        assertThat(value("accounts_24h", 1)).isEqualTo(FeatureScale.log(1));
    }

    private void pay(String account, @Nullable String card, long afterMs) {
        Transaction plain = Payments.payment("t" + afterMs, account, Payments.START_MS + afterMs);
        ipStats = memory.fold(ipStats, Payments.with(card, plain), Facts.UNKNOWN);
    }

    private double value(String feature, long afterMs) {
        return memory.features().stream()
                .filter(each -> each.name().equals(feature))
                .findFirst()
                .orElseThrow()
                .formula()
                .apply(Payments.payment("t", "a", Payments.START_MS + afterMs), Facts.UNKNOWN, ipStats);
    }
}
