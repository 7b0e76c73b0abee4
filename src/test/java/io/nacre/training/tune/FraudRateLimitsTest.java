package io.nacre.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nacre.decision.rate.BandFraudRate;
import io.nacre.payment.Channel;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FraudRateLimitsTest {

    private final HoldoutSet holdoutSet = new HoldoutSet(1);

    @Test
    void ratesAreOfTheAmountsThatAreApprovedWithoutAChallenge() {
        add(1, 100, Channel.CARD_NOT_PRESENT, true, 0.1);
        add(3, 100, Channel.TRANSFER, false, 0.2);
        add(1, 100, Channel.TRANSFER, true, 0.3); // challenged
        add(1, 100.01, Channel.TRANSFER, false, 0.1); // in the next band
        add(1, 600, Channel.TRANSFER, true, 0.1); // above all bands
        add(9, 50, Channel.CARD_PRESENT, true, 0.1); // cannot be challenged

        List<BandFraudRate> rates = FraudRateLimits.PSD2.below(0.3, holdoutSet);

        assertThat(rates).extracting(each -> each.limit().upTo()).containsExactly(100.0, 250.0, 500.0);
        assertThat(rates).extracting(each -> each.limit().rate()).containsExactly(0.0013, 0.0006, 0.0001);
        assertThat(rates).extracting(BandFraudRate::transactions).containsExactly(4L, 1L, 0L);
        assertThat(rates.get(0).frauds()).isEqualTo(1);
        assertThat(rates.get(0).amount()).isEqualTo(400);
        assertThat(rates.get(0).rate()).isEqualTo(0.25);
        assertThat(rates.get(0).isHeld()).isFalse();
        assertThat(rates.get(1).rate()).isZero();
        assertThat(rates.get(2).rate()).isNaN();
        assertThat(rates.get(2).isHeld()).isTrue();
    }

    /** Without a fraud, 95 % of Poisson counts are below -ln 0.05, each of at most the highest amount. */
    @Test
    void aBoundIsExactWithoutFrauds() {
        add(1_000, 80, Channel.TRANSFER, false, 0.1);

        BandFraudRate rate = FraudRateLimits.PSD2.below(1, holdoutSet).get(0);

        assertThat(rate.rate()).isZero();
        assertThat(rate.upperBound()).isCloseTo(-Math.log(0.05) * 100 / 80_000, within(1e-9));
    }

    /** Frauds of the highest amount are plain Poisson counts: 3 lead to the known bound of 7.754. */
    @Test
    void aBoundOfEqualAmountsIsThatOfPoisson() {
        add(1_000, 100, Channel.TRANSFER, false, 0.1);
        add(3, 100, Channel.TRANSFER, true, 0.1);

        BandFraudRate rate = FraudRateLimits.PSD2.below(1, holdoutSet).get(0);

        assertThat(rate.upperBound()).isCloseTo(7.7537 / 1_003, within(1e-6));
    }

    /** The true rate is above the bound in no more than one of twenty samples, whatever the amounts. */
    @Test
    void aBoundCoversTheTrueRate() {
        Random random = new Random(1);
        double mean = 50.5 * 0.004; // amounts are 1 to 100, and one of 250 is fraud
        int above = 0;
        int samples = 400;
        for (int sample = 0; sample < samples; sample++) {
            HoldoutSet drawn = new HoldoutSet(1);
            for (int i = 0; i < 800; i++) {
                drawn.add(i, 1 + random.nextInt(100), Channel.TRANSFER, random.nextDouble() < 0.004, 0.1);
            }
            BandFraudRate rate = FraudRateLimits.PSD2.below(1, drawn).get(0);
            above += rate.upperBound() < mean / 50.5 ? 1 : 0;
        }
        assertThat((double) above / samples).isLessThanOrEqualTo(0.05);
    }

    @Test
    void theHighestThresholdHoldsAllLimits() {
        FraudRateLimits limits = FraudRateLimits.of(Map.of(100.0, 0.01, 200.0, 0.02));
        add(1_000, 100, Channel.TRANSFER, false, 0.1);
        add(1_000, 150, Channel.TRANSFER, false, 0.1);
        assertThat(limits.highest(holdoutSet)).isEmpty();

        add(30, 100, Channel.TRANSFER, true, 0.4);
        add(10, 150, Channel.TRANSFER, true, 0.6);
        add(100, 100, Channel.TRANSFER, false, 0.8);
        double highest = limits.highest(holdoutSet).orElseThrow();

        assertThat(highest).isEqualTo(0.4);
        assertThat(limits.below(highest, holdoutSet)).allMatch(BandFraudRate::isHeld);
        assertThat(limits.below(0.6, holdoutSet)).anyMatch(each -> !each.isHeld());
    }

    @Test
    void challengesAllWhereNothingElseHoldsALimit() {
        add(10, 100, Channel.TRANSFER, false, 0.1);
        add(1, 100, Channel.TRANSFER, true, 0.1);

        assertThat(FraudRateLimits.PSD2.highest(holdoutSet)).hasValue(0.1);
    }

    @Test
    void refusesImpossibleLimits() {
        assertThatThrownBy(() -> FraudRateLimits.of(Map.of(-1.0, 0.1))).hasMessageContaining("amount");
        assertThatThrownBy(() -> FraudRateLimits.of(Map.of(100.0, 1.1))).hasMessageContaining("0 to 1");
    }

    private void add(int count, double amount, Channel channel, boolean fraud, double score) {
        for (int i = 0; i < count; i++) {
            holdoutSet.add(i, amount, channel, fraud, score);
        }
    }
}
