package io.nacre.feature.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.EntityKeys;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureScale;
import io.nacre.feature.Payments;
import io.nacre.payment.Label;
import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import io.nacre.profile.IpStats;
import io.nacre.reference.ip.IpAddresses;
import org.junit.jupiter.api.Test;

class SubnetMemoryTest {

    private final SubnetMemory memory = new SubnetMemory();
    private IpStats block = IpStats.NONE;

    @Test
    void neighboursShareABlock() {
        assertThat(IpAddresses.subnet("203.0.113.7")).isEqualTo(IpAddresses.subnet("203.0.113.250"));
        assertThat(IpAddresses.subnet("203.0.113.7")).isNotEqualTo(IpAddresses.subnet("203.0.114.7"));
        assertThat(IpAddresses.subnet(IpAddresses.network("2001:db8:1:2::3")))
                .isEqualTo(IpAddresses.subnet(IpAddresses.network("2001:db8:1:ffff::9")))
                .isEqualTo("2001:db8:1::");
    }

    @Test
    void countsAccountsCardsAndFraudsOfTheBlock() {
        for (int i = 0; i < 5; i++) {
            pay("acct-" + i, i * Millis.MINUTE_MS);
        }
        Transaction last = pay("acct-4", 5 * Millis.MINUTE_MS);
        Label fraud = new Label(last.id(), last.accountId(), true, last.eventTimeMs() + 1, Label.Source.VERDICT);
        block = memory.applyLabel(block, fraud, EntityKeys.of(last));

        assertThat(value("subnet_accounts_1h", Millis.HOUR_MS)).isEqualTo(FeatureScale.log(5));
        assertThat(value("subnet_cards_24h", Millis.HOUR_MS)).isEqualTo(FeatureScale.log(5));
        assertThat(value("subnet_count_24h", Millis.HOUR_MS)).isEqualTo(FeatureScale.log(6));
        assertThat(value("subnet_frauds_7d", Millis.HOUR_MS)).isEqualTo(FeatureScale.log(1));
        assertThat(value("subnet_frauds_7d", 9 * Millis.DAY_MS)).isZero();
        assertThat(value("subnet_accounts_24h", 2 * Millis.DAY_MS)).isZero();
    }

    private Transaction pay(String account, long afterMs) {
        Transaction payment = Payments.payment("t" + afterMs, account, Payments.START_MS + afterMs);
        block = memory.fold(block, payment, Facts.UNKNOWN);
        return payment;
    }

    private double value(String feature, long afterMs) {
        Transaction asking = Payments.payment("t", "a", Payments.START_MS + afterMs);
        return memory.features().stream()
                .filter(each -> each.name().equals(feature))
                .findFirst()
                .orElseThrow()
                .formula()
                .apply(asking, Facts.UNKNOWN, block);
    }
}
