package io.nacre.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.codec.Samples;
import io.nacre.decision.incident.AccountIncidentRules;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.Severity;
import io.nacre.decision.incident.SharedIncident;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Money;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is to be expected to be lost, whatever the currencies of the payments. */
class IncidentLossTest {

    private static final Money YEN = new Money(11_975, "JPY");

    @ParameterizedTest
    @CsvSource({
        "11975,   JPY, LOW",
        "9999,    EUR, LOW",
        "10000,   EUR, MEDIUM",
        "17000,   JPY, MEDIUM",
        "16900,   JPY, LOW",
        "117300,  USD, HIGH",
        "400000,  KWD, HIGH",
        "1000000, EUR, CRITICAL",
        "1000000, JPY, HIGH"
    })
    void severitiesAreOfTheWorthAndNotOfTheNumber(long minor, String currency, Severity severity) {
        for (String counted : new String[] {"EUR", "USD", "JPY"}) {
            Alert alert = AccountIncidentRules.open(
                    decision(1), new Money(minor, currency), ExchangeRates.in(counted, Map.of()));

            assertThat(alert.severity()).as("counted in " + counted).isEqualTo(severity);
            assertThat(alert.totals().lossCurrency()).isEqualTo(counted);
        }
    }

    @Test
    void paymentsOfSeveralCurrenciesAreAddedByTheirWorth() {
        Alert opened = AccountIncidentRules.open(decision(0.5), new Money(10_000, "EUR"), ExchangeRates.EUROS);
        Alert grown = AccountIncidentRules.addTransaction(opened, decision(1), YEN, ExchangeRates.EUROS);

        assertThat(opened.totals().expectedLoss()).isEqualTo(50);
        assertThat(grown.totals().expectedLoss()).isCloseTo(50 + 11_975 / 169.17, within(1e-9));
        assertThat(grown.severity()).isEqualTo(Severity.MEDIUM);
    }

    /** Nobody knows what it is worth: an analyst looks soon, whatever the number and the score. */
    @ParameterizedTest
    @CsvSource({"1, XAU, 0.3", "9007199254740992, IRR, 0.99"})
    void anAmountWithoutARateMakesItsIncidentHigh(long minor, String currency, double score) {
        Alert alert = AccountIncidentRules.open(decision(score), new Money(minor, currency), ExchangeRates.EUROS);

        assertThat(alert.totals().expectedLoss()).isEqualTo(1_000);
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(AccountIncidentRules.open(
                                decision(score), new Money(minor, currency), ExchangeRates.in("JPY", Map.of()))
                        .severity())
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void anOpenIncidentGoesOnInAnotherCurrency() {
        Alert opened = AccountIncidentRules.open(decision(1), new Money(10_000, "EUR"), ExchangeRates.EUROS);

        Alert grown = AccountIncidentRules.addTransaction(
                opened, decision(1), new Money(100, "USD"), ExchangeRates.in("USD", Map.of()));

        assertThat(grown.totals().lossCurrency()).isEqualTo("USD");
        assertThat(grown.totals().expectedLoss()).isCloseTo(117.2 + 1, within(1e-9));
    }

    @Test
    void aSharedIncidentAddsByTheWorthAsWell() {
        SharedIncident sharedIncident = SharedIncident.NONE;
        for (int i = 0; i < 3; i++) {
            Alert own = AccountIncidentRules.open(decision(1), YEN, ExchangeRates.EUROS);
            sharedIncident = sharedIncident.with(own, "IP 203.0.113.9", 1, ExchangeRates.EUROS);
        }

        assertThat(sharedIncident.incident()).isNotNull();
        assertThat(sharedIncident.incident().totals().expectedLoss()).isCloseTo(3 * 11_975 / 169.17, within(1e-9));
        assertThat(sharedIncident.incident().severity()).isEqualTo(Severity.MEDIUM);
    }

    private static Decision decision(double score) {
        Decision any = new Samples(3).decision();
        return new Decision(
                any.transactionId(),
                any.accountId(),
                any.eventTimeMs(),
                new PolicyOutcome(Outcome.REVIEW, Cause.SCORE),
                new ScoringResult(new ModelScore(Samples.trail(score), List.of(), null, "bundle")),
                false,
                any.decidedAtMs(),
                any.origin());
    }
}
