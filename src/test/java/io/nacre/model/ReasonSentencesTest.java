package io.nacre.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.AccountBaseline;
import io.nacre.feature.BaselineExplainer;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.UsualValues;
import io.nacre.feature.layer.Layers;
import io.nacre.model.explain.ReasonCodes;
import io.nacre.payment.Channel;
import io.nacre.payment.Currencies;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonSentencesTest {

    private static final BaselineExplainer HABITS = BaselineExplainer.of(Layers.featureNames());

    /** Logarithms, shares and flags of the vector are told as what they stand for, beside what is typical. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "history.payments          | 3.4965  | 0.6931  | payments of the account so far: 32; typically 1",
                "amount.count_24h          | 0       | 0.2624  | payments in 24 h: 0; typically 0.3",
                "amount.whole              | 1       | 0.234   | an amount without cents: yes; yes in 23.4 % of"
                        + " payments",
                "amount.to_mean            | 3.3844  | 0       | the amount against the account's mean: 29.5"
                        + " times; typically 1 times",
                "amount.z_score            | -2.25   | 0.5     | the amount against the account's mean, in"
                        + " standard deviations: 2.25 below; on average 0.5 above",
                "geo.speed_kmh             | 6.7696  | 1.0986  | speed from the account's last location to the"
                        + " payer: 870 km/h; typically 2 km/h",
                "geo.from_home_km          | 7.3139  | NaN     | distance from the payer to the account's home:"
                        + " 1,500 km",
                "history.gap_hours         | 0.0953  | 3.2189  | time since the account's last payment: 6"
                        + " minutes; typically 24 hours",
                "history.open_for_seconds  | 3.7136  | NaN     | time since the account was opened, in seconds:"
                        + " 40 seconds",
                "device.known_for_days     | 6.9088  | NaN     | time since the account first used the device:"
                        + " 2.74 years",
                "history.hour_share        | 0.002   | 0.31    | share of the account's payments within an hour"
                        + " of this time of day: 0.2 %; on average 31 %",
                "merchant.risk_30d         | -4.6052 | -5.2983 | the merchant's smoothed fraud rate in 30 days:"
                        + " 1 %; typically 0.5 %",
                "credit.score              | 612     | 650.5   | the platform's credit score of the account:"
                        + " 612; on average 651",
                "merchant.is_gambling      | 1       | 0.004   | a merchant of the category gambling: yes; yes"
                        + " in 0.4 % of payments",
                "merchant.transfer         | 1       | 0.1     | the channel is transfer: yes; yes in 10 % of"
                        + " payments",
                "ip.tor?                   | 0       | 0.25    | the IP address belongs to the Tor network:"
                        + " unknown; usually known in 25 % of payments",
                "device.agent_words_3      | 0.35    | 0.1     | words of the user agent, hashed; 3 of 8",
                "no.such                   | 1       | 2       | no.such is 1"
            })
    void everyValueIsFormattedInItsUnit(String feature, double value, double mean, String sentence) {
        assertThat(ReasonCodes.sentence(feature, value, mean, null)).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "123456789        | EUR | 1,234,567.89 EUR",
                "0                | EUR | 0.00 EUR",
                "11975            | JPY | 11,975 JPY",
                "1234567          | KWD | 1,234.567 KWD",
                "12345            | CLF | 1.2345 CLF",
                "9007199254740992 | USD | 90,071,992,547,409.92 USD",
                "9007199254740992 | JPY | 9,007,199,254,740,992 JPY"
            })
    void amountsAreFormattedWithAllMinorUnits(long minor, String currency, String amount) {
        AccountBaseline accountBaseline = past(new Money(minor, currency), Facts.UNKNOWN);

        assertThat(ReasonCodes.sentence("amount.log", 4.12, 4.12, accountBaseline))
                .isEqualTo("the amount: " + amount);
    }

    /**
     * Sums come from a logarithm in a float: they are told in the payment's currency, with the digits it vouches for.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "312.4      | EUR | 312.40 EUR",
                "312.4      | JPY | 312 JPY",
                "312.4567   | KWD | about 312 KWD",
                "1.2345     | CLF | 1.2345 CLF",
                "1234567.89 | EUR | about 1,234,600 EUR",
                "51881.02   | JPY | 51,881 JPY",
                "1e300      | JPY | over 1,000,000,000,000,000 JPY"
            })
    void sumsAreFormattedWithTheKnownDigits(double sum, String currency, String told) {
        AccountBaseline accountBaseline = past(new Money(1, currency), Facts.UNKNOWN);

        assertThat(ReasonCodes.sentence("amount.sum_24h", Math.log1p(sum), 4.12, accountBaseline))
                .isEqualTo("paid in 24 h: " + told);
    }

    @Test
    void sumsOfSeveralCurrenciesAreMarked() {
        UsualValues others = new UsualValues(null, null, null, null, true);
        AccountBaseline accountBaseline = past(new Money(500, "EUR"), new Facts(IpFacts.UNKNOWN, null, null, others));

        assertThat(ReasonCodes.sentence("amount.sum_24h", Math.log1p(312.4), 4.12, accountBaseline))
                .isEqualTo("paid in 24 h: 312.40, summed over all currencies");
        assertThat(ReasonCodes.sentence("device.sum_24h", Math.log1p(312.4), 4.12, accountBaseline))
                .isEqualTo("sum of the payments from the device in 24 h: 312.40, summed over all currencies");
    }

    @Test
    void timesOfDayAndWeekdaysComeFromTheTransactionOrTheVector() {
        AccountBaseline paid = past(new Money(500, "EUR"), Facts.UNKNOWN);
        AccountBaseline read = HABITS.past(vector(payment(new Money(500, "EUR"))), null, Facts.UNKNOWN);

        for (AccountBaseline accountBaseline : List.of(paid, read)) {
            assertThat(ReasonCodes.sentence("time.hour_sin", 0.5, 0.1, accountBaseline))
                    .isEqualTo("time of day: 13:47 UTC");
            assertThat(ReasonCodes.sentence("time.week_cos", 0.5, 0.1, accountBaseline))
                    .isEqualTo("weekday: Sunday (UTC)");
        }
        assertThat(ReasonCodes.sentence("time.hour_sin", 0.5, 0.1, null)).isEqualTo("time of day");
    }

    /** Whatever number stands in a vector, and whatever is paid: a sentence that a person can read. */
    @Test
    void everySentenceOfTheCatalogueReadsAtTheExtremes() {
        float[] numbers = {0, 1e-7f, 0.5f, 1, 3.5f, 14, 36.8f, 88, -1e-7f, -1, -36.8f, Float.MAX_VALUE, -Float.MAX_VALUE
        };
        for (String currency : List.of("EUR", "JPY", "KWD", "CLF")) {
            for (long minor : new long[] {0, 1, 123_456_789, Money.MAX_MINOR_UNITS}) {
                AccountBaseline accountBaseline = past(new Money(minor, currency), Facts.UNKNOWN);
                for (ReasonCodes.Entry entry : ReasonCodes.CATALOGUE) {
                    for (float number : numbers) {
                        String sentence = ReasonCodes.sentence(entry.feature(), number, number, accountBaseline);

                        assertThat(sentence).startsWith(entry.meaning());
                        assertThat(sentence.substring(entry.meaning().length()))
                                .as(entry.feature() + " of " + number + " in " + currency)
                                .matches(reading(entry, currency));
                    }
                }
            }
        }
    }

    private static final String NUMBER = "(over |below |less than )?-?[0-9]{1,3}(,[0-9]{3})*(\\.[0-9]{1,2})?";
    private static final String TIME = NUMBER + " (second|minute|hour|day|year)s?";

    /** What may stand behind a meaning. */
    private static String reading(ReasonCodes.Entry entry, String currency) {
        int decimals = Currencies.minorDigits(currency);
        String money = "[0-9]{1,3}(,[0-9]{3})*" + (decimals == 0 ? "" : "(\\.[0-9]{" + decimals + "})?");
        if (entry.isAbsence()) {
            return ": unknown; usually known in " + NUMBER + " % of payments";
        }
        return switch (entry.unit()) {
            case AMOUNT -> ": " + money + " " + currency;
            case MONEY -> ": (about |over )?-?" + money + " " + currency;
            case MONEY_OF_MANY -> ": (about )?" + NUMBER + ", summed over all currencies";
            case COUNT -> ": " + NUMBER + "; typically " + NUMBER;
            case SECONDS, HOURS, DAYS -> ": " + TIME + "; typically " + TIME;
            case KILOMETRES -> ": " + NUMBER + " km; typically " + NUMBER + " km";
            case KILOMETRES_PER_HOUR -> ": " + NUMBER + " km/h; typically " + NUMBER + " km/h";
            case RATIO -> ": " + NUMBER + " times; typically " + NUMBER + " times";
            case SHARE -> ": " + NUMBER + " %; on average " + NUMBER + " %";
            case LOG_SHARE -> ": " + NUMBER + " %; typically " + NUMBER + " %";
            case FLAG -> ": (yes|no); yes in " + NUMBER + " % of payments";
            case DEVIATIONS -> ": " + NUMBER + " (above|below); on average " + NUMBER + " (above|below)";
            case SCORE -> ": " + NUMBER + "; on average " + NUMBER;
            case TIME_OF_DAY -> ": 13:47 UTC";
            case WEEKDAY -> ": Sunday \\(UTC\\)";
            case WORDS -> "";
        };
    }

    private static AccountBaseline past(Money amount, Facts facts) {
        Transaction payment = payment(amount);
        return HABITS.past(vector(payment), payment, facts);
    }

    private static float[] vector(Transaction payment) {
        FeatureVector vector = FeatureVector.blank();
        Layers.featureGroups(EntityType.ACCOUNT)
                .forEach(featureGroup -> featureGroup.absent(payment, Facts.UNKNOWN, vector));
        return vector.values();
    }

    /** On a Sunday, 13:47. */
    private static Transaction payment(Money amount) {
        long atMs = Instant.parse("2026-11-29T13:47:00Z").toEpochMilli();
        return new Transaction(
                "t", atMs, "a", null, amount, Channel.TRANSFER, null, null, null, null, "p", null, null, Map.of());
    }
}
