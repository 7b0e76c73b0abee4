package io.nacre.feature.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.EntityKeys;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureScale;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Payments;
import io.nacre.payment.Label;
import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import io.nacre.profile.MerchantStats;
import org.junit.jupiter.api.Test;

/** A shop with a payment a day; labels come after two days. */
final class MerchantMemoryTest {

    private static final long DELAY_MS = 2 * Millis.DAY_MS;

    private final MerchantMemory memory = new MerchantMemory();
    private MerchantStats shop = MerchantStats.NONE;

    @Test
    void aFraudWithAHighAmountForItsPayerIsNotCountedAsUsual() {
        pay(0);
        learn(0, true);
        pay(1);
        learn(1, false);

        assertThat(value("frauds_7d", 4)).isEqualTo(FeatureScale.log(2));
        assertThat(value("usual_amount_frauds_7d", 4)).isEqualTo(FeatureScale.log(1));
        assertThat(value("oldest_usual_amount_fraud_days", 4)).isEqualTo(value("newest_usual_amount_fraud_days", 4));
    }

    @Test
    void nothingCountsBeforeItIsKnown() {
        pay(0);
        learn(0, false);

        assertThat(value("usual_amount_frauds_7d", 1)).isZero();
        assertThat(value("legitimate_since_newest_fraud", 1)).isNaN();
        assertThat(value("usual_amount_frauds_7d", 3)).isPositive();
    }

    @Test
    void countsLegitimatePaymentsOldEnoughForALabel() {
        for (int day = 0; day < 8; day++) {
            pay(day);
        }
        learn(0, false);
        learn(1, false);

        // On day 8.5 labels take two days: days 2 to 6 are old enough for a label, and were no fraud.
        assertThat(value("legitimate_since_usual_amount_fraud", 8.5)).isEqualTo(FeatureScale.log(5));
        assertThat(value("legitimate_since_newest_fraud", 8.5)).isEqualTo(FeatureScale.log(5));
        assertThat(value("legitimate_since_newest_fraud", 3.5)).isEqualTo(FeatureScale.log(0));
    }

    private void pay(int day) {
        shop = memory.fold(shop, payment(day), Facts.UNKNOWN);
    }

    private void learn(int day, boolean high) {
        Transaction payment = payment(day);
        Label label = new Label(
                payment.id(), payment.accountId(), true, payment.eventTimeMs() + DELAY_MS, Label.Source.CHARGEBACK);
        EntityKeys about = EntityKeys.of(payment);
        FeatureVector vector = FeatureVector.blank();
        vector.values()[Layers.HIGH] = high ? 1 : 0;
        shop = memory.applyLabel(shop, label, about.with(vector));
    }

    private double value(String feature, double day) {
        return memory.features().stream()
                .filter(each -> each.name().equals(feature))
                .findFirst()
                .orElseThrow()
                .formula()
                .apply(payment(day), Facts.UNKNOWN, shop);
    }

    /** At a full hour, for labels count from the next one on. */
    private static Transaction payment(double day) {
        long firstMs = Math.floorDiv(Payments.START_MS, Millis.DAY_MS) * Millis.DAY_MS;
        return Payments.payment("tx-" + day, "acct-" + day, firstMs + (long) (day * Millis.DAY_MS));
    }
}
