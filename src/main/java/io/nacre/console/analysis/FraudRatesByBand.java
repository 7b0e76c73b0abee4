package io.nacre.console.analysis;

import io.nacre.decision.Outcome;
import io.nacre.decision.rate.BandFraudRate;
import io.nacre.decision.rate.FraudRateBand;
import io.nacre.decision.rate.FraudRateLimit;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Money;
import java.util.List;

/**
 * The fraud rates by band of the amount in euros, of remote payments that were approved without a challenge, as PSD2
 * counts them. Only frauds that are known count.
 */
public final class FraudRatesByBand {

    private FraudRatesByBand() {}

    /** The rates of the payments; one whose currency has no rate is in no band. */
    public static List<BandFraudRate> of(PaymentHistory history) {
        List<FraudRateBand> bands =
                FraudRateLimit.PSD2.stream().map(FraudRateBand::new).toList();
        for (DecidedPayment payment : history.payments()) {
            Money amount = payment.amount();
            if (amount != null && payment.remote() && payment.outcome() == Outcome.APPROVE) {
                double euros = ExchangeRates.EUROS.convert(amount);
                bands.stream()
                        .filter(band -> band.limit().contains(euros))
                        .forEach(band -> band.add(euros, 1, payment.isFraud()));
            }
        }
        return bands.stream().map(FraudRateBand::rate).toList();
    }
}
