package io.nacre.feature;

import static io.nacre.payment.Millis.DAY_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.feature.layer.Layers;
import io.nacre.payment.Channel;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpFacts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaselineExplainerTest {

    private static final List<String> NAMES = Layers.featureNames();
    private static final int PAYMENTS = 70;

    private final BaselineExplainer baselineExplainer = BaselineExplainer.of(NAMES);

    @Test
    void whatAnAccountUsuallyPaysIsReadBackFromItsVector() {
        AccountBaseline accountBaseline =
                after(PAYMENTS, payment(PAYMENTS, 95_000, "EUR", Channel.CARD_PRESENT, "NL"), "NL");

        assertThat(words("amount.log", accountBaseline))
                .isEqualTo("950.00 EUR; this account usually pays 31.20 EUR, over 70 payments");
        assertThat(words("amount.to_median", accountBaseline))
                .isEqualTo("950.00 EUR; of this account's last 32 payments half were at most 31.20 EUR");
        assertThat(words("amount.to_max", accountBaseline))
                .isEqualTo("950.00 EUR; this account never paid more than 31.20 EUR, over 70 payments");
        assertThat(FeatureScale.inverse(usual("amount.log", accountBaseline))).isCloseTo(31.20, within(1e-3));
        assertThat(usual("amount.to_mean", accountBaseline)).isZero();
    }

    @Test
    void whatItUsuallyWaitsAndHowOftenItPays() {
        AccountBaseline accountBaseline =
                after(PAYMENTS, payment(PAYMENTS, 3_120, "EUR", Channel.CARD_PRESENT, "NL"), "NL");

        assertThat(words("history.gap_to_usual", accountBaseline))
                .isEqualTo("24 hours; this account usually waits 24 hours, over 70 payments");
        // One a day: in the 24 hours before this one stands the newest of them, and one a day before that.
        assertThat(words("amount.count_24h", accountBaseline)).startsWith("1; usual for this account is 1");
        assertThat(words("history.hour_share", accountBaseline))
                .isEqualTo("within an hour of this time of day were 100 % of this account's 70 payments");
    }

    @Test
    void aNewValueIsShownWithTheUsualOne() {
        AccountBaseline accountBaseline =
                after(PAYMENTS, payment(PAYMENTS, 3_120, "RON", Channel.TRANSFER, "RO"), "RO");

        assertThat(words("ip.country_new", accountBaseline))
                .isEqualTo("RO; none of this account's 70 payments had it, most had NL");
        assertThat(words("geo.country_new", accountBaseline))
                .isEqualTo("RO; none of this account's 70 payments had it, most had NL");
        assertThat(words("amount.currency_new", accountBaseline))
                .isEqualTo("RON; none of this account's 70 payments had it, most had EUR");
        assertThat(words("merchant.channel_new", accountBaseline))
                .isEqualTo("TRANSFER; none of this account's 70 payments had it, most had CARD_PRESENT");
        assertThat(usual("ip.country_new", accountBaseline)).isZero();
    }

    /** 61 dollars are no amount to hold against 12,000 yen. */
    @Test
    void amountsOfOtherCurrenciesAreNotCompared() {
        AccountBaseline accountBaseline =
                after(PAYMENTS, payment(PAYMENTS, 12_000, "JPY", Channel.CARD_PRESENT, "NL"), "NL");

        assertThat(words("amount.log", accountBaseline))
                .isEqualTo("12,000 JPY; this account pays in other currencies as well, over 70 payments");
        assertThat(words("amount.to_max", accountBaseline)).isEqualTo(words("amount.log", accountBaseline));
        assertThat(words("amount.sum_24h", accountBaseline)).startsWith("31.20, summed over all currencies; usual");
    }

    @Test
    void nothingIsLookedUpForAPaymentThatBringsNothingNew() {
        AccountBaseline accountBaseline =
                after(PAYMENTS, payment(PAYMENTS, 3_120, "EUR", Channel.CARD_PRESENT, "NL"), "NL");

        assertThat(accountBaseline.facts().usual()).isSameAs(UsualValues.NONE);
        assertThat(words("ip.country_new", accountBaseline)).isNull();
    }

    @Test
    void anAccountWithoutPaymentsHasNoHabits() {
        AccountBaseline accountBaseline = after(0, payment(0, 3_120, "EUR", Channel.CARD_PRESENT, "NL"), "NL");

        for (BaselineDefinition baselineDefinition : BaselineExplainer.TABLE) {
            assertThat(words(baselineDefinition.feature(), accountBaseline))
                    .as(baselineDefinition.feature())
                    .isNull();
            assertThat(usual(baselineDefinition.feature(), accountBaseline))
                    .as(baselineDefinition.feature())
                    .isNaN();
        }
    }

    @Test
    void everyLineIsOfAFeatureAndLiesWithinWhatItCanBe() {
        AccountBaseline accountBaseline =
                after(PAYMENTS, payment(PAYMENTS, 95_000, "RON", Channel.TRANSFER, "RO"), "RO");

        for (BaselineDefinition baselineDefinition : BaselineExplainer.TABLE) {
            assertThat(NAMES).contains(baselineDefinition.feature());
            assertThat(words(baselineDefinition.feature(), accountBaseline))
                    .as(baselineDefinition.feature())
                    .isNotEmpty()
                    .doesNotContain("NaN", "null");
            assertThat(Double.isInfinite(usual(baselineDefinition.feature(), accountBaseline)))
                    .isFalse();
        }
    }

    @Test
    void aVectorOfOtherFeaturesHasNone() {
        BaselineExplainer none = BaselineExplainer.of(List.of("amount.log", "history.payments"));

        assertThat(none.words(0, none.past(new float[] {3, 4}, null, Facts.UNKNOWN)))
                .isNull();
    }

    private String words(String feature, AccountBaseline accountBaseline) {
        return baselineExplainer.words(NAMES.indexOf(feature), accountBaseline);
    }

    private double usual(String feature, AccountBaseline accountBaseline) {
        return baselineExplainer.usual(NAMES.indexOf(feature), accountBaseline);
    }

    /** The past of a payment after so many of one a day, all alike. */
    private AccountBaseline after(int count, Transaction transaction, String ipCountry) {
        FeatureVector vector = FeatureVector.blank();
        UsualValues usualValues = UsualValues.NONE;
        Facts facts = facts(ipCountry);
        for (FeatureGroup<?> featureGroup : Layers.featureGroups(EntityType.ACCOUNT)) {
            usualValues = step(featureGroup, count, transaction, facts, vector, usualValues);
        }
        return baselineExplainer.past(vector.values(), transaction, facts.with(null, usualValues));
    }

    private static <S> UsualValues step(
            FeatureGroup<S> featureGroup,
            int count,
            Transaction transaction,
            Facts facts,
            FeatureVector vector,
            UsualValues told) {
        S memory = featureGroup.memory().initial();
        for (int i = 0; i < count; i++) {
            Transaction earlier = payment(i, 3_120, "EUR", Channel.CARD_PRESENT, "NL");
            memory = featureGroup.step(memory, earlier, facts("NL"), FeatureVector.blank());
        }
        UsualValues usualValues = featureGroup.usual(memory, transaction, facts, told);
        featureGroup.step(memory, transaction, facts, vector);
        return usualValues;
    }

    private static Facts facts(String country) {
        return new Facts(new IpFacts(country, "NL".equals(country) ? 1L : 2L, false, false, false), null, null);
    }

    /** The i-th day's; all that a home payment has, an foreign one has not. */
    private static Transaction payment(int i, long cents, String currency, Channel channel, String country) {
        boolean home = "NL".equals(country);
        return new Transaction(
                "t" + i,
                Payments.START_MS + i * DAY_MS,
                "a",
                "tok",
                new Money(cents, currency),
                channel,
                home ? "192.0.2.1" : "198.51.100.1",
                home ? "dev" : "other",
                new Merchant(home ? "mer" : "shop", null, home ? "5411" : "5732", country, null),
                null,
                home ? "payee" : "mule",
                home ? "agent" : "robot",
                null,
                Map.of());
    }
}
