package io.nacre.feature;

import static io.nacre.feature.FeatureScenario.PAYER;
import static io.nacre.feature.FeatureScenario.days;
import static io.nacre.feature.FeatureScenario.hours;
import static io.nacre.feature.FeatureScenario.minutes;
import static java.lang.Math.log;
import static java.lang.Math.log1p;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.FeatureScenario.Payment;
import io.nacre.feature.FeatureScenario.Row;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.Channel;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import io.nacre.payment.LifecycleEvent.Type;
import io.nacre.payment.Merchant;
import io.nacre.reference.IpFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For each feature of the catalogue: a short history, and the value worked out by hand from the definition. */
final class FeatureCasesTest {

    /** A merchant category code of ISO 18245 for each category. */
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("merchant.is_travel", "4511"),
            Map.entry("merchant.is_lodging", "7011"),
            Map.entry("merchant.is_transport", "4111"),
            Map.entry("merchant.is_utility_telecom", "4900"),
            Map.entry("merchant.is_grocery", "5411"),
            Map.entry("merchant.is_fuel", "5541"),
            Map.entry("merchant.is_restaurant", "5812"),
            Map.entry("merchant.is_retail", "5311"),
            Map.entry("merchant.is_clothing", "5651"),
            Map.entry("merchant.is_electronics", "5732"),
            Map.entry("merchant.is_digital_goods", "5816"),
            Map.entry("merchant.is_health", "5912"),
            Map.entry("merchant.is_entertainment", "7832"),
            Map.entry("merchant.is_education", "8220"),
            Map.entry("merchant.is_professional_services", "8111"),
            Map.entry("merchant.is_gambling", "7995"),
            Map.entry("merchant.is_money_transfer", "4829"),
            Map.entry("merchant.is_cash", "6011"),
            Map.entry("merchant.is_quasi_cash", "6051"),
            Map.entry("merchant.is_government", "9311"),
            Map.entry("merchant.is_other", "8661"));

    private static final List<Row> ROWS = Stream.of(
                    amounts(),
                    ips(),
                    places(),
                    merchants(),
                    histories(),
                    counterparties(),
                    devices(),
                    lifecycles(),
                    profiles(),
                    times())
            .flatMap(List::stream)
            .flatMap(scenario -> scenario.rows().stream())
            .toList();

    private static final List<String> FEATURES =
            Layers.featureNames().stream().filter(name -> !name.endsWith("?")).toList();

    @ParameterizedTest
    @MethodSource("rows")
    void hasTheValueWorkedOutByHand(Row row) {
        double actual = row.actual(row.feature());

        assertThat(actual).matches(value -> isSame(value, row.expected()), "is " + row.expected());
    }

    static List<Row> rows() {
        return ROWS;
    }

    @Test
    void everyFeatureHasAValueThatIsNotZero() {
        Set<String> valued = ROWS.stream()
                .filter(row -> !Double.isNaN(row.expected()) && row.expected() != 0)
                .map(Row::feature)
                .collect(Collectors.toSet());

        assertThat(FEATURES).allSatisfy(feature -> assertThat(valued).contains(feature));
    }

    @Test
    void everyFeatureThatMayBeUnknownIsUnknownOnce() {
        Set<String> unknown = ROWS.stream()
                .filter(row -> Double.isNaN(row.expected()))
                .map(row -> row.feature() + "?")
                .collect(Collectors.toSet());

        assertThat(unknown)
                .isEqualTo(Layers.featureNames().stream()
                        .filter(name -> name.endsWith("?"))
                        .collect(Collectors.toSet()));
    }

    /** Without this, every row could pass although two features were swapped. */
    @Test
    void theCasesDistinguishEveryFeature() {
        List<String> alike = new ArrayList<>();
        for (String feature : FEATURES) {
            List<Row> rows =
                    ROWS.stream().filter(row -> row.feature().equals(feature)).toList();
            for (String other : FEATURES) {
                if (!other.equals(feature)
                        && rows.stream().allMatch(row -> isSame(row.actual(other), row.expected()))) {
                    alike.add(feature + " and " + other);
                }
            }
        }

        assertThat(alike).isEmpty();
    }

    /** The vector holds floats. */
    private static boolean isSame(double actual, double expected) {
        return Double.isNaN(expected)
                ? Double.isNaN(actual)
                : Math.abs(actual - expected) <= 2 * Math.ulp((float) expected);
    }

    private static double ratio(double value, double usual) {
        return log((value + 1) / (usual + 1));
    }

    private static List<FeatureScenario> lifecycles() {
        FeatureScenario busy = new FeatureScenario("a payment where many were declined, refunded and challenged");
        lifecycleOfAccount(busy);
        lifecycleOfDevice(busy);
        lifecycleOfIpAddress(busy);
        lifecycleOfMerchant(busy);
        busy.last(p -> p.card("card").device("device").from(IP).at("shop"));
        return List.of(
                busy,
                new FeatureScenario("a payment without anything before")
                        .last(p -> p.card("card").device("device").at("shop"))
                        .unknown(
                                "lifecycle.decline_share_30d",
                                "lifecycle.card_declined_days",
                                "lifecycle.refund_share_90d",
                                "lifecycle.merchant_decline_share_1h",
                                "lifecycle.merchant_decline_share_7d",
                                "lifecycle.merchant_refund_share_30d")
                        .expect("lifecycle.declines_1h", 0)
                        .expect("lifecycle.ip_declines_1h", 0),
                new FeatureScenario("a payment after others of which nothing is known")
                        .paid(
                                minutes(30),
                                p -> p.device("device").card("card").from(IP).at("shop"))
                        .paid(
                                hours(20),
                                p -> p.by("other").device("device").from(IP).at("shop"))
                        .last(p -> p.device("device").from(IP).at("shop"))
                        .expect("lifecycle.device_declines_1h", 0)
                        .expect("lifecycle.device_declines_24h", 0)
                        .expect("lifecycle.device_invalid_credentials_24h", 0)
                        .expect("lifecycle.device_refunds_30d", 0)
                        .expect("lifecycle.ip_declines_1h", 0)
                        .expect("lifecycle.ip_declines_24h", 0)
                        .expect("lifecycle.ip_declined_cards_24h", 0)
                        .expect("lifecycle.ip_failed_challenges_24h", 0)
                        .expect("lifecycle.subnet_invalid_credentials_1h", 0)
                        .expect("lifecycle.subnet_declines_24h", 0)
                        .expect("lifecycle.subnet_declined_cards_24h", 0)
                        .expect("lifecycle.merchant_declines_1h", 0),
                new FeatureScenario("a payment after technical failures, which say nothing about the payer")
                        .paid(minutes(10), p -> p.thenDeclined(DeclineReason.TECHNICAL, minutes(9)))
                        .last(p -> p)
                        .expect("lifecycle.declines_1h", 0),
                new FeatureScenario("a payment before the issuer declined an earlier one")
                        .paid(minutes(10), p -> p.thenDeclined(DeclineReason.OTHER, -1))
                        .last(p -> p)
                        .expect("lifecycle.declines_1h", 0),
                new FeatureScenario("a payment after one that was declined, and one that was partly refunded")
                        .paid(hours(5), p -> p.amount(100).thenDeclined(DeclineReason.OTHER, hours(5) - 1))
                        .paid(
                                hours(4),
                                p -> p.amount(70)
                                        .device("device")
                                        .then(Type.AUTHORISED, hours(4))
                                        .thenRefunded(30, hours(1)))
                        .last(p -> p.device("device"))
                        .expect("amount.sum_24h", log1p(40))
                        .expect("device.sum_24h", log1p(40))
                        .expect("lifecycle.refund_share_90d", 30 / 70.0));
    }

    private static void lifecycleOfAccount(FeatureScenario busy) {
        busy.paid(minutes(31), p -> p.card("card").thenDeclined(DeclineReason.INSUFFICIENT_FUNDS, minutes(30)));
        times(2, i -> busy.paid(hours(20), p -> p.thenDeclined(DeclineReason.INVALID_CREDENTIALS, hours(20))));
        busy.paid(days(10), p -> p.thenDeclined(DeclineReason.RESTRICTED, days(10)));
        times(8, i -> busy.paid(days(20), p -> p.then(Type.AUTHORISED, days(20))));
        times(4, i -> busy.paid(days(95), p -> p.thenRefunded(5, days(3))));
        times(5, i -> busy.paid(hours(20), p -> p.then(Type.CHALLENGE_FAILED, hours(20))));
        times(6, i -> busy.paid(days(20), p -> p.then(Type.CHALLENGE_PASSED, days(20))));
        busy.expect("lifecycle.declines_1h", log1p(1))
                .expect("lifecycle.declines_24h", log1p(3))
                .expect("lifecycle.decline_share_30d", 4 / 12.0)
                .expect("lifecycle.invalid_credentials_24h", log1p(2))
                .expect("lifecycle.card_declined_days", log1p(1 / 48.0))
                .expect("lifecycle.refunds_30d", log1p(4))
                .expect("lifecycle.refund_share_90d", 20 / 100.0)
                .expect("lifecycle.failed_challenges_24h", log1p(5))
                .expect("lifecycle.passed_challenges_30d", log1p(6));
    }

    private static void lifecycleOfDevice(FeatureScenario busy) {
        times(
                7,
                i -> busy.paid(
                        minutes(30),
                        p -> p.by("a" + i)
                                .device("device")
                                .card("card-" + i)
                                .thenDeclined(
                                        i < 6 ? DeclineReason.INVALID_CREDENTIALS : DeclineReason.OTHER, minutes(30))));
        times(
                2,
                i -> busy.paid(
                        hours(20),
                        p -> p.by("b" + i)
                                .device("device")
                                .card("other-" + i)
                                .thenDeclined(DeclineReason.INVALID_CREDENTIALS, hours(20))));
        busy.paid(
                hours(20),
                p -> p.by("c").device("device").card("third").thenDeclined(DeclineReason.RESTRICTED, hours(20)));
        times(
                2,
                i -> busy.paid(
                        hours(20),
                        p -> p.by("c")
                                .device("device")
                                .card("third")
                                .thenDeclined(DeclineReason.SUSPECTED_FRAUD, hours(20))));
        times(11, i -> busy.paid(days(20), p -> p.by("d").device("device").then(Type.REFUNDED, days(19))));
        times(13, i -> busy.paid(hours(20), p -> p.by("e").device("device").then(Type.CHALLENGE_ABANDONED, hours(20))));
        busy.expect("lifecycle.device_declines_1h", log1p(7))
                .expect("lifecycle.device_declines_24h", log1p(12))
                .expect("lifecycle.device_invalid_credentials_24h", log1p(8))
                .expect("lifecycle.device_declined_cards_24h", log1p(10))
                .expect("lifecycle.device_refunds_30d", log1p(11))
                .expect("lifecycle.device_failed_challenges_24h", log1p(13));
    }

    private static void lifecycleOfIpAddress(FeatureScenario busy) {
        times(
                15,
                i -> busy.paid(
                        minutes(30),
                        p -> p.by("f" + i)
                                .from(IP)
                                .card("ip-" + i)
                                .thenDeclined(
                                        i < 14 ? DeclineReason.INVALID_CREDENTIALS : DeclineReason.OTHER,
                                        minutes(30))));
        times(
                3,
                i -> busy.paid(
                        hours(20),
                        p -> p.by("g")
                                .from(IP)
                                .card("ip-x")
                                .thenDeclined(DeclineReason.INVALID_CREDENTIALS, hours(20))));
        times(17, i -> busy.paid(hours(20), p -> p.by("h").from(IP).then(Type.CHALLENGE_FAILED, hours(20))));
        times(
                5,
                i -> busy.paid(
                        minutes(30),
                        p -> p.by("i")
                                .from("10.1.0.99")
                                .card("subnet-" + Math.min(i, 3))
                                .thenDeclined(DeclineReason.INVALID_CREDENTIALS, minutes(30))));
        busy.expect("lifecycle.ip_declines_1h", log1p(15))
                .expect("lifecycle.ip_declines_24h", log1p(18))
                .expect("lifecycle.ip_invalid_credentials_1h", log1p(14))
                .expect("lifecycle.ip_declined_cards_24h", log1p(16))
                .expect("lifecycle.ip_failed_challenges_24h", log1p(17))
                .expect("lifecycle.subnet_declines_24h", log1p(23))
                .expect("lifecycle.subnet_invalid_credentials_1h", log1p(19))
                .expect("lifecycle.subnet_declined_cards_24h", log1p(20));
    }

    private static void lifecycleOfMerchant(FeatureScenario busy) {
        times(
                25,
                i -> busy.paid(
                        minutes(30),
                        p -> p.by("j" + i)
                                .at("shop")
                                .thenDeclined(
                                        i < 22 ? DeclineReason.INVALID_CREDENTIALS : DeclineReason.OTHER,
                                        minutes(30))));
        times(
                2,
                i -> busy.paid(
                        hours(20),
                        p -> p.by("k" + i).at("shop").thenDeclined(DeclineReason.INVALID_CREDENTIALS, hours(20))));
        times(25, i -> busy.paid(minutes(30), p -> p.by("l" + i).at("shop").then(Type.AUTHORISED, minutes(30))));
        times(50, i -> busy.paid(days(3), p -> p.by("m" + i).at("shop").then(Type.AUTHORISED, days(3))));
        times(3, i -> busy.paid(days(40), p -> p.by("n" + i).at("shop").then(Type.REFUNDED, days(5))));
        busy.expect("lifecycle.merchant_declines_1h", log1p(25))
                .expect("lifecycle.merchant_decline_share_1h", 0.5)
                .expect("lifecycle.merchant_decline_share_7d", 27 / 102.0)
                .expect("lifecycle.merchant_invalid_credentials_1h", log1p(22))
                .expect("lifecycle.merchant_invalid_credentials_24h", log1p(24))
                .expect("lifecycle.merchant_refund_share_30d", 3 / 75.0);
    }

    private static void times(int count, IntConsumer each) {
        IntStream.range(0, count).forEach(each);
    }

    private static List<FeatureScenario> amounts() {
        return List.of(
                new FeatureScenario("an account's first payment")
                        .last(p -> p.amount(30))
                        .expect("amount.first", 1)
                        .expect("amount.log", log1p(30))
                        .expect("amount.whole", 1)
                        .expect("amount.round", 1)
                        .expect("amount.high", 0)
                        .expect("amount.currency_new", 0)
                        .unknown(
                                "amount.to_mean",
                                "amount.z_score",
                                "amount.to_median",
                                "amount.to_p95",
                                "amount.to_max",
                                "amount.newest_high_days",
                                "amount.top_to_median"),
                new FeatureScenario("a third payment, whole but not round")
                        .paid(days(2), p -> p.amount(10))
                        .paid(days(1), p -> p.amount(20))
                        .last(p -> p.amount(55))
                        .expect("amount.whole", 1)
                        .expect("amount.round", 0)
                        .expect("amount.first", 0)
                        .expect("amount.high", 0) // three amounts at least make a median to compare with
                        .expect("amount.to_mean", ratio(55, 15))
                        .unknown("amount.z_score", "amount.newest_high_days"),
                new FeatureScenario("a second payment, of 70")
                        .paid(days(1), p -> p)
                        .last(p -> p.amount(70))
                        .expect("amount.whole", 1)
                        .expect("amount.round", 1)
                        .expect("amount.first", 0)
                        .unknown("amount.z_score"),
                // Sum 266, sum of squares 11 244; the median is the fifth of 8 10 10 16 20 20 30 32 40 80.
                new FeatureScenario("ten payments, then one of 100.25")
                        .paid(days(100), p -> p.amount(30))
                        .paid(days(80), p -> p.amount(10))
                        .paid(days(40), p -> p.amount(20))
                        .paid(days(20), p -> p.amount(10))
                        .paid(days(5), p -> p.amount(80)) // high: 2.6 times the median 10 is 26
                        .paid(days(3), p -> p.amount(40))
                        .paid(hours(20), p -> p.amount(20))
                        .paid(hours(2), p -> p.amount(8))
                        .paid(minutes(40), p -> p.amount(16))
                        .paid(minutes(5), p -> p.amount(32))
                        .last(p -> p.amount(100.25).failedAttempts(5))
                        .expect("amount.log", log1p(100.25))
                        .expect("amount.whole", 0)
                        .expect("amount.round", 0)
                        .expect("amount.first", 0)
                        .expect("amount.to_mean", ratio(100.25, 26.6))
                        .expect(
                                "amount.z_score",
                                (100.25 - 26.6) / (Math.sqrt((11_244 - 10 * 26.6 * 26.6) / 9) + 2.66 + 0.01))
                        .expect("amount.to_median", ratio(100.25, 20))
                        .expect("amount.to_max", ratio(100.25, 80))
                        .expect("amount.top_to_median", ratio(80, 20))
                        .expect("amount.rising", log1p(3)) // 8 16 32, after 20
                        .expect("amount.count_1h", log1p(2))
                        .expect("amount.count_24h", log1p(4))
                        .expect("amount.count_7d", log1p(6))
                        .expect("amount.count_30d", log1p(7))
                        .expect("amount.count_90d", log1p(9))
                        .expect("amount.sum_1h", log1p(16 + 32))
                        .expect("amount.sum_24h", log1p(20 + 8 + 16 + 32))
                        .expect("amount.sum_7d", log1p(80 + 40 + 20 + 8 + 16 + 32))
                        .expect("amount.sum_30d", log1p(10 + 80 + 40 + 20 + 8 + 16 + 32))
                        .expect("amount.high", 1)
                        .expect("amount.high_24h", 0)
                        .expect("amount.high_7d", log1p(1))
                        .expect("amount.high_14d", log1p(1))
                        .expect("amount.newest_high_days", log1p(5))
                        .expect("history.payments", log1p(10))
                        .expect("history.known_for_days", log1p(100))
                        .expect("history.gap_hours", log1p(5 / 60.0))
                        .expect("history.gap_to_usual", ratio(5 / 60.0, (100 * 24 - 5 / 60.0) / 9))
                        .expect("history.burst_10min", log1p(1))
                        .expect("history.burst_3h", log1p(3))
                        .expect("history.failed_attempts", log1p(5))
                        .expect("history.frauds_7d", 0)
                        .expect("history.frauds_30d", 0)
                        .expect("history.frauds_90d", 0)
                        // All but the payments at 04:00 and 22:00, each weighing 0.995 times the one after it.
                        .expect(
                                "history.hour_share",
                                1
                                        - (Math.pow(0.995, 3) + Math.pow(0.995, 2))
                                                / ((1 - Math.pow(0.995, 10)) / (1 - 0.995))),
                twentyPayments(),
                new FeatureScenario("five payments of 10, then five high ones of 100")
                        .paid(days(74), p -> p.amount(10))
                        .paid(days(73), p -> p.amount(10))
                        .paid(days(72), p -> p.amount(10))
                        .paid(days(71), p -> p.amount(10))
                        .paid(days(70), p -> p.amount(10))
                        .paid(days(40), p -> p.amount(100))
                        .paid(days(10), p -> p.amount(100))
                        .paid(days(5), p -> p.amount(100))
                        .paid(days(2), p -> p.amount(100))
                        .paid(hours(6), p -> p.amount(100))
                        .last(p -> p.amount(20)) // not high: the median is still 10
                        .expect("amount.high", 0)
                        .expect("amount.high_24h", log1p(1))
                        .expect("amount.high_3d", log1p(2))
                        .expect("amount.high_7d", log1p(3))
                        .expect("amount.high_14d", log1p(4))
                        .expect("amount.high_90d", log1p(5))
                        .expect("amount.newest_high_days", log1p(0.25))
                        .expect("amount.rising", 0)
                        .expect("history.burst_10min", 0)
                        .expect("amount.top_to_median", ratio(100, 10)),
                new FeatureScenario("a first payment in dollars")
                        .paid(days(1), p -> p.currency("EUR"))
                        .last(p -> p.currency("USD"))
                        .expect("amount.currency_new", 1),
                new FeatureScenario("a second payment in dollars")
                        .paid(days(2), p -> p.currency("USD"))
                        .paid(days(1), p -> p.currency("EUR"))
                        .last(p -> p.currency("USD"))
                        .expect("amount.currency_new", 0));
    }

    /** 1, 2, ... 20: the mean is 10.5, the median 10, the 95th percentile 19. */
    private static FeatureScenario twentyPayments() {
        FeatureScenario scenario = new FeatureScenario("twenty payments that rise from 1 to 20, then one of 30");
        for (int amount = 1; amount <= 20; amount++) {
            double euros = amount;
            scenario.paid(days(21 - amount), p -> p.amount(euros));
        }
        return scenario.last(p -> p.amount(30))
                .expect("amount.to_mean", ratio(30, 10.5))
                .expect("amount.to_median", ratio(30, 10))
                .expect("amount.to_p95", ratio(30, 19))
                .expect("amount.to_max", ratio(30, 20))
                .expect("amount.top_to_median", ratio(20, 10))
                .expect("amount.rising", log1p(20))
                .expect("amount.high", 1)
                .expect("history.gap_hours", log1p(24))
                .expect("history.gap_to_usual", 0)
                .expect("history.burst_3h", 0);
    }

    private static final String IP = "10.1.0.7";

    private static IpFacts network(String country, long asn) {
        return new IpFacts(country, asn, null, null, null);
    }

    private static IpFacts anonymity(boolean hosting, boolean vpn, boolean tor) {
        return new IpFacts(null, null, hosting, vpn, tor);
    }

    private static List<FeatureScenario> ips() {
        List<FeatureScenario> scenarios = new ArrayList<>(List.of(
                new FeatureScenario("a payment without an IP address")
                        .last(p -> p)
                        .expect("ip.distinct_24h", 0)
                        .unknown(
                                "ip.new",
                                "ip.known_for_days",
                                "ip.country_new",
                                "ip.operator_new",
                                "ip.hosting",
                                "ip.vpn",
                                "ip.tor",
                                "ip.anonymous",
                                "ip.age_days"),
                new FeatureScenario("back at the first of six IP addresses")
                        .ip(IP, network("NL", 1136))
                        .ip("10.2.0.1", network("DE", 3320))
                        .ip("10.3.0.1", network("BE", 5432))
                        .ip("10.4.0.1", network("FR", 3215))
                        .paid(days(60), p -> p.from(IP).by("other"))
                        .paid(days(50), p -> p.from(IP))
                        .paid(days(20), p -> p.from("10.2.0.1"))
                        .paid(days(10), p -> p.from("10.2.0.2"))
                        .paid(hours(22), p -> p.from("10.3.0.1"))
                        .paid(hours(20), p -> p.from("10.3.0.2"))
                        .paid(hours(5), p -> p.from("10.4.0.1"))
                        .paid(hours(4), p -> p.from("10.4.0.1"))
                        .last(p -> p.from(IP))
                        .expect("ip.new", 0)
                        .expect("ip.known_for_days", log1p(50))
                        .expect("ip.distinct_24h", log1p(3))
                        .expect("ip.distinct_30d", log1p(5))
                        .expect("ip.country_new", 0)
                        .expect("ip.countries_24h", log1p(2))
                        .expect("ip.operator_new", 0)
                        .expect("ip.age_days", log1p(60)),
                movesTo("a new IP address of the known country and operator", network("NL", 1136))
                        .expect("ip.new", 1)
                        .expect("ip.country_new", 0)
                        .expect("ip.operator_new", 0)
                        .unknown("ip.known_for_days"),
                movesTo("a new country", network("DE", 1136))
                        .expect("ip.country_new", 1)
                        .expect("ip.operator_new", 0),
                movesTo("a new operator", network("NL", 3320))
                        .expect("ip.country_new", 0)
                        .expect("ip.operator_new", 1),
                movesTo("a data centre", anonymity(true, false, false))
                        .expect("ip.hosting", 1)
                        .expect("ip.vpn", 0)
                        .expect("ip.tor", 0)
                        .expect("ip.anonymous", 1),
                movesTo("a VPN", anonymity(false, true, false))
                        .expect("ip.hosting", 0)
                        .expect("ip.vpn", 1)
                        .expect("ip.tor", 0)
                        .expect("ip.anonymous", 1),
                movesTo("Tor", anonymity(false, false, true))
                        .expect("ip.hosting", 0)
                        .expect("ip.vpn", 0)
                        .expect("ip.tor", 1)
                        .expect("ip.anonymous", 1),
                movesTo("an IP address that hides nobody", anonymity(false, false, false))
                        .expect("ip.hosting", 0)
                        .expect("ip.vpn", 0)
                        .expect("ip.tor", 0)
                        .expect("ip.anonymous", 0),
                crowd("the IP address", "ip", (p, n) -> p.from(IP))
                        .expect("ip.cards_1h", log1p(2))
                        .expect("ip.cards_24h", log1p(5))
                        .expect("ip.cards_30d", log1p(8))
                        .expect("ip.subnet_count_24h", log1p(6)),
                crowd("the block of the IP address", "", (p, n) -> p.from(n == 0 ? IP : "10.1.0." + (10 + n)))
                        .expect("ip.count_24h", 0)
                        .expect("ip.accounts_1h", 0)
                        .expect("ip.accounts_24h", 0)
                        .expect("ip.cards_1h", 0)
                        .expect("ip.cards_24h", 0)
                        .expect("ip.frauds_7d", 0)
                        .expect("ip.frauds_90d", 0)
                        .expect("ip.subnet_accounts_1h", log1p(1))
                        .expect("ip.subnet_accounts_24h", log1p(4))
                        .expect("ip.subnet_accounts_7d", log1p(5))
                        .expect("ip.subnet_cards_1h", log1p(2))
                        .expect("ip.subnet_cards_24h", log1p(5))
                        .expect("ip.subnet_count_24h", log1p(6))
                        .expect("ip.subnet_frauds_7d", log1p(2))
                        .expect("ip.subnet_frauds_90d", log1p(5))
                        .unknown("ip.age_days"),
                new FeatureScenario("one account with four cards at an IP address")
                        .paid(days(20), p -> p.from(IP).card("card-1"))
                        .paid(hours(9), p -> p.from(IP).card("card-2"))
                        .paid(minutes(50), p -> p.from(IP).card("card-3"))
                        .paid(minutes(40), p -> p.from(IP).card("card-4"))
                        .last(p -> p.from(IP).card("card-4"))
                        .expect("ip.cards_1h", log1p(2))
                        .expect("ip.cards_24h", log1p(3))
                        .expect("ip.cards_30d", log1p(4))
                        .expect("ip.subnet_cards_1h", log1p(2))
                        .expect("ip.subnet_cards_24h", log1p(3))
                        .expect("ip.accounts_1h", log1p(1))
                        .expect("ip.accounts_30d", log1p(1))
                        .expect("ip.subnet_accounts_1h", log1p(1))
                        .expect("ip.subnet_accounts_7d", log1p(1))
                        .expect("ip.frauds_7d", 0)
                        .expect("ip.frauds_90d", 0)
                        .expect("ip.subnet_frauds_7d", 0)
                        .expect("ip.subnet_frauds_90d", 0)));
        return scenarios;
    }

    /** From an IP address in the Netherlands, of operator 1136, to another one. */
    private static FeatureScenario movesTo(String title, IpFacts facts) {
        return new FeatureScenario(title)
                .ip(IP, network("NL", 1136))
                .ip("10.9.0.1", facts)
                .paid(days(1), p -> p.from(IP))
                .last(p -> p.from("10.9.0.1"));
    }

    /**
     * Eight other accounts at one IP address, device or payee; five of their payments are known frauds.
     *
     * @param layer whose features to expect; empty for none
     * @param shared sets what they share, given the payment's number; the last payment has number 0
     */
    private static FeatureScenario crowd(String title, String layer, BiFunction<Payment, Integer, Payment> shared) {
        FeatureScenario scenario = new FeatureScenario("others at " + title)
                .paid(
                        days(40),
                        p -> shared.apply(p, 1)
                                .by("a")
                                .amount(100)
                                .card("card-1")
                                .withFraudReported(days(35)))
                .paid(
                        days(39),
                        p -> shared.apply(p, 2)
                                .by("a")
                                .amount(100)
                                .card("card-1")
                                .withFraudReported(days(34)))
                .paid(
                        days(38),
                        p -> shared.apply(p, 3)
                                .by("a")
                                .amount(100)
                                .card("card-1")
                                .withFraudReported(days(33)))
                .paid(
                        days(20),
                        p -> shared.apply(p, 4)
                                .by("b")
                                .amount(100)
                                .card("card-2")
                                .withFraudReported(days(6)))
                .paid(
                        days(12),
                        p -> shared.apply(p, 5)
                                .by("c")
                                .amount(100)
                                .card("card-3")
                                .withFraudReported(days(2)))
                .paid(days(6), p -> shared.apply(p, 6).by("d").amount(100).card("card-4"))
                .paid(days(5), p -> shared.apply(p, 7).by("d").amount(100).card("card-4"))
                .paid(days(4), p -> shared.apply(p, 8).by("d").amount(100).card("card-4"))
                .paid(hours(20), p -> shared.apply(p, 9).by("e").amount(1).card("card-5"))
                .paid(hours(10), p -> shared.apply(p, 10).by("f").amount(2).card("card-6"))
                .paid(hours(5), p -> shared.apply(p, 11).by("g").amount(4).card("card-7"))
                .paid(minutes(50), p -> shared.apply(p, 12).by("h").amount(8).card("card-8"))
                .paid(minutes(40), p -> shared.apply(p, 13).by("h").amount(16).card("card-8"))
                .paid(minutes(30), p -> shared.apply(p, 14).by("h").amount(32).card("card-9"))
                .last(p -> shared.apply(p, 0));
        return layer.isEmpty()
                ? scenario
                : scenario.expect(layer + ".count_1h", log1p(3))
                        .expect(layer + ".count_24h", log1p(6))
                        .expect(layer + ".count_7d", log1p(9))
                        .expect(layer + ".sum_24h", log1p(1 + 2 + 4 + 8 + 16 + 32))
                        .expect(layer + ".accounts_1h", log1p(1))
                        .expect(layer + ".accounts_24h", log1p(4))
                        .expect(layer + ".accounts_30d", log1p(7))
                        .expect(layer + ".age_days", log1p(40))
                        .expect(layer + ".frauds_7d", log1p(2))
                        .expect(layer + ".frauds_90d", log1p(5));
    }

    /** All places of these rows lie on one meridian, so that a distance is an arc of so many degrees. */
    private static GeoPoint north(double latitude) {
        return new GeoPoint(latitude, 10.5);
    }

    private static double km(double degrees) {
        return 6371.0088 * Math.toRadians(degrees);
    }

    private static Merchant till(String country, double latitude) {
        return new Merchant("mer-" + latitude, null, null, country, north(latitude));
    }

    private static List<FeatureScenario> places() {
        return List.of(
                new FeatureScenario("a payment from nowhere")
                        .last(p -> p)
                        .unknown(
                                "geo.from_home_km",
                                "geo.from_last_km",
                                "geo.speed_kmh",
                                "geo.impossible",
                                "geo.merchant_km",
                                "geo.ip_abroad",
                                "geo.merchant_abroad",
                                "geo.ip_not_merchant",
                                "geo.country_new"),
                new FeatureScenario("a traveller from Germany, at a Danish merchant, by a Dutch IP address")
                        .profile(north(50.5), "DE", null, null, Map.of())
                        .ip(IP, network("NL", 1136))
                        .paid(hours(2), p -> p.located(north(51.5)))
                        .last(p -> p.located(north(53.5)).from(IP).at(till("DK", 54.5)))
                        .expect("geo.from_home_km", log1p(km(3)))
                        .expect("geo.from_last_km", log1p(km(2)))
                        .expect("geo.speed_kmh", log1p(km(2) / 2))
                        .expect("geo.impossible", 0)
                        .expect("geo.merchant_km", log1p(km(4)))
                        .expect("geo.ip_abroad", 1)
                        .expect("geo.merchant_abroad", 1)
                        .expect("geo.ip_not_merchant", 1)
                        .expect("geo.country_new", 1),
                new FeatureScenario("ten degrees in an hour; a new merchant of a known country, by an IP address there")
                        .profile(null, "DE", null, null, Map.of())
                        .ip(IP, network("DK", 1136))
                        .paid(hours(1), p -> p.located(north(40.5)).at(till("DK", 54.5)))
                        .last(p -> p.located(north(50.5)).from(IP).at(till("DK", 55.5)))
                        .expect("geo.from_home_km", log1p(km(10))) // home is where the account paid so far
                        .expect("geo.speed_kmh", log1p(km(10)))
                        .expect("geo.impossible", 1)
                        .expect("geo.merchant_km", log1p(km(15)))
                        .expect("geo.ip_abroad", 1)
                        .expect("geo.merchant_abroad", 1)
                        .expect("geo.ip_not_merchant", 0)
                        .expect("geo.country_new", 0),
                new FeatureScenario("at a merchant abroad, by an IP address at home; the card is at the till")
                        .profile(north(50.5), "DE", null, null, Map.of())
                        .ip(IP, network("DE", 3320))
                        .paid(minutes(3), p -> p.located(north(51.5)))
                        .last(p -> p.channel(Channel.CARD_PRESENT).from(IP).at(till("DK", 52)))
                        .expect("geo.from_home_km", log1p(km(1.5)))
                        .expect("geo.from_last_km", log1p(km(0.5)))
                        .expect("geo.speed_kmh", log1p(km(0.5) * 20))
                        .expect("geo.impossible", 0) // 1,112 km/h, but a distance below 100 km proves nothing
                        .expect("geo.ip_abroad", 0)
                        .expect("geo.merchant_abroad", 1)
                        .expect("geo.ip_not_merchant", 1)
                        .expect("geo.country_new", 1),
                new FeatureScenario("at a merchant at home, by an IP address abroad")
                        .profile(null, "DE", null, null, Map.of())
                        .ip(IP, network("NL", 1136))
                        .last(p -> p.from(IP).at(till("DE", 50.5)))
                        .expect("geo.ip_abroad", 1)
                        .expect("geo.merchant_abroad", 0)
                        .expect("geo.ip_not_merchant", 1)
                        .expect("geo.country_new", 1)
                        .unknown("geo.from_home_km", "geo.merchant_km"),
                new FeatureScenario("all at home")
                        .profile(null, "DE", null, null, Map.of())
                        .ip(IP, network("DE", 3320))
                        .last(p -> p.from(IP).at(till("DE", 50.5)))
                        .expect("geo.ip_abroad", 0)
                        .expect("geo.merchant_abroad", 0)
                        .expect("geo.ip_not_merchant", 0)
                        .expect("geo.country_new", 1),
                // Between 50.5 and 52.5 degrees the account is usually at 51.5.
                new FeatureScenario("three places without a profile")
                        .paid(hours(9), p -> p.located(north(50.5)))
                        .paid(hours(4), p -> p.located(north(52.5)))
                        .last(p -> p.located(north(56.5)))
                        .expect("geo.from_home_km", log1p(km(5)))
                        .expect("geo.from_last_km", log1p(km(4)))
                        .expect("geo.speed_kmh", log1p(km(4) / 4))
                        .expect("geo.impossible", 0)
                        .unknown("geo.ip_abroad", "geo.merchant_abroad"));
    }

    private static Merchant merchant(String id, String mcc) {
        return new Merchant(id, null, mcc, null, null);
    }

    private static List<FeatureScenario> merchants() {
        List<FeatureScenario> scenarios = new ArrayList<>(List.of(
                new FeatureScenario("a payment without a merchant")
                        .paid(days(1), p -> p)
                        .last(p -> p)
                        .expect("merchant.present", 0)
                        .expect("merchant.channel_new", 0)
                        .expect("merchant.card_not_present", 1)
                        .unknown(
                                "merchant.new",
                                "merchant.known_for_days",
                                "merchant.last_seen_days",
                                "merchant.category_new",
                                "merchant.risky",
                                "merchant.to_mean",
                                "merchant.age_days",
                                "merchant.oldest_fraud_30d_days",
                                "merchant.newest_fraud_days",
                                "merchant.oldest_fraud_days",
                                "merchant.oldest_usual_amount_fraud_days",
                                "merchant.newest_usual_amount_fraud_days",
                                "merchant.legitimate_since_newest_fraud",
                                "merchant.legitimate_since_usual_amount_fraud"),
                new FeatureScenario("a third visit to a grocer, the fourth to any")
                        .paid(days(60), p -> p.at(merchant("mer-1", "5411")).by("other"))
                        .paid(days(50), p -> p.at(merchant("mer-1", "5411")))
                        .paid(days(35), p -> p.at(merchant("mer-2", "5411")))
                        .paid(days(25), p -> p.at(merchant("mer-1", "5411")))
                        .last(p -> p.at(merchant("mer-1", "5411")))
                        .expect("merchant.present", 1)
                        .expect("merchant.new", 0)
                        .expect("merchant.known_for_days", log1p(50))
                        .expect("merchant.last_seen_days", log1p(25))
                        .expect("merchant.visits", log1p(2))
                        .expect("merchant.category_new", 0)
                        .expect("merchant.category_visits", log1p(3))
                        .expect("merchant.risky", 0)
                        .expect("merchant.age_days", log1p(60)),
                new FeatureScenario("a new merchant of a known category")
                        .paid(days(1), p -> p.at(merchant("mer-1", "7995")))
                        .last(p -> p.at(merchant("mer-2", "7995")))
                        .expect("merchant.new", 1)
                        .expect("merchant.category_new", 0)
                        .expect("merchant.risky", 1)
                        .unknown("merchant.known_for_days", "merchant.last_seen_days"),
                new FeatureScenario("a known merchant of a new category")
                        .paid(days(1), p -> p.at(merchant("mer-1", "5411")))
                        .last(p -> p.at(merchant("mer-1", "7995")))
                        .expect("merchant.new", 0)
                        .expect("merchant.category_new", 1)
                        .expect("merchant.category_visits", 0)
                        .expect("merchant.risky", 1),
                trade(),
                frauds(),
                new FeatureScenario("a merchant with one fraud, of an amount that was high for its payer")
                        .paid(days(40), p -> p.by("other"))
                        .paid(days(39), p -> p.by("other"))
                        .paid(days(38), p -> p.by("other"))
                        .paid(
                                days(2),
                                p -> p.by("other").at("mer-1").amount(100).withFraudReported(hours(12)))
                        .last(p -> p.at("mer-1"))
                        .expect("merchant.frauds_1d", log1p(1))
                        .expect("merchant.frauds_3d", log1p(1))
                        .expect("merchant.frauds_7d", log1p(1))
                        .expect("merchant.frauds_14d", log1p(1))
                        .expect("merchant.frauds_21d", log1p(1))
                        .expect("merchant.frauds_30d", log1p(1))
                        .expect("merchant.newest_fraud_days", log1p(0.5))
                        .expect("merchant.usual_amount_frauds_7d", 0)
                        .expect("merchant.usual_amount_frauds_14d", 0)
                        .expect("merchant.usual_amount_frauds_28d", 0)
                        .unknown(
                                "merchant.oldest_usual_amount_fraud_days",
                                "merchant.newest_usual_amount_fraud_days",
                                "merchant.legitimate_since_usual_amount_fraud"),
                new FeatureScenario("three frauds known at once, of two payments that labels can have reached")
                        .paid(days(2), p -> p.by("a").at("mer-1").withFraudReported(hours(12)))
                        .paid(days(2), p -> p.by("b").at("mer-1").withFraudReported(hours(12)))
                        .paid(hours(12), p -> p.by("c").at("mer-1").withFraudReported(hours(12)))
                        .last(p -> p.at("mer-1"))
                        // The mean delay is 24 hours: two payments were made before that.
                        .expect("merchant.matured_fraud_rate_1d", 3 / 2.0)));
        scenarios.addAll(channels());
        scenarios.addAll(categories());
        return scenarios;
    }

    private static FeatureScenario trade() {
        return new FeatureScenario("twelve payments to a merchant")
                .paid(days(60), p -> p.by("a").at("mer-1").amount(100))
                .paid(days(25), p -> p.by("b").at("mer-1").amount(100))
                .paid(days(24), p -> p.by("b").at("mer-1").amount(100))
                .paid(days(6), p -> p.by("c").at("mer-1").amount(50))
                .paid(days(4), p -> p.by("c").at("mer-1").amount(50))
                .paid(hours(20), p -> p.by("d").at("mer-1").amount(4))
                .paid(hours(12), p -> p.by("e").at("mer-1").amount(4.99))
                .paid(hours(8), p -> p.by("f").at("mer-1").amount(5)) // not small
                .paid(minutes(50), p -> p.by("g").at("mer-1").amount(2))
                .paid(minutes(40), p -> p.by("g").at("mer-1").amount(1))
                .paid(minutes(35), p -> p.by("g").at("mer-1").amount(3))
                .paid(minutes(30), p -> p.by("h").at("mer-1").amount(30))
                .last(p -> p.at("mer-1").amount(15))
                .expect("merchant.count_1h", log1p(4))
                .expect("merchant.count_24h", log1p(7))
                .expect("merchant.count_7d", log1p(9))
                .expect("merchant.count_30d", log1p(11))
                .expect("merchant.accounts_1h", log1p(2))
                .expect("merchant.accounts_24h", log1p(5))
                .expect("merchant.small_1h", log1p(3))
                .expect("merchant.small_24h", log1p(5))
                .expect("merchant.to_mean", ratio(15, (300 + 100 + 4 + 4.99 + 5 + 2 + 1 + 3 + 30) / 12))
                .expect("merchant.age_days", log1p(60))
                .expect("merchant.frauds_30d", 0)
                .expect("merchant.risk_7d", log(0.25 / (9 + 50)))
                .expect("merchant.risk_30d", log(0.25 / (11 + 50)))
                .expect("merchant.matured_fraud_rate_21d", 0);
    }

    /** Each fraud is known three days after its payment; those of the account "rare" were high for it. */
    private static FeatureScenario frauds() {
        return new FeatureScenario("a merchant with seven frauds, four of them of ordinary amounts")
                .paid(days(60), p -> p.by("rare"))
                .paid(days(59), p -> p.by("rare"))
                .paid(days(58), p -> p.by("rare"))
                .paid(days(53), p -> p.by("rare").at("mer-1").amount(100).withFraudReported(days(50)))
                .paid(days(29), p -> p.by("rare").at("mer-1").amount(100).withFraudReported(days(26)))
                .paid(days(23), p -> p.by("honest").at("mer-1"))
                .paid(days(21), p -> p.by("a").at("mer-1").withFraudReported(days(18)))
                .paid(days(16), p -> p.by("honest").at("mer-1"))
                .paid(days(13), p -> p.by("b").at("mer-1").withFraudReported(days(10)))
                .paid(days(9), p -> p.by("honest").at("mer-1"))
                .paid(days(8), p -> p.by("c").at("mer-1").withFraudReported(days(5)))
                .paid(days(6), p -> p.by("honest").at("mer-1"))
                .paid(days(5), p -> p.by("d").at("mer-1").withFraudReported(days(2)))
                .paid(hours(92), p -> p.by("honest").at("mer-1"))
                .paid(hours(88), p -> p.by("honest").at("mer-1"))
                .paid(hours(84), p -> p.by("rare").at("mer-1").amount(100).withFraudReported(hours(12)))
                .paid(hours(80), p -> p.by("honest").at("mer-1"))
                .paid(days(2), p -> p.by("honest").at("mer-1"))
                .paid(hours(6), p -> p.by("honest").at("mer-1"))
                .last(p -> p.at("mer-1"))
                .expect("merchant.frauds_1d", log1p(1))
                .expect("merchant.frauds_3d", log1p(2))
                .expect("merchant.frauds_7d", log1p(3))
                .expect("merchant.frauds_14d", log1p(4))
                .expect("merchant.frauds_21d", log1p(5))
                .expect("merchant.frauds_30d", log1p(6))
                .expect("merchant.risk_7d", log((3 + 0.25) / (8 + 50)))
                .expect("merchant.risk_30d", log((6 + 0.25) / (15 + 50)))
                .expect("merchant.accounts_24h", log1p(1))
                .expect("merchant.small_24h", 0)
                // Labels take three days: what counts was paid 3 to 4, 3 to 10 and 3 to 24 days ago.
                .expect("merchant.matured_fraud_rate_1d", 1 / 4.0)
                .expect("merchant.matured_fraud_rate_7d", 3 / 8.0)
                .expect("merchant.matured_fraud_rate_21d", 5 / 12.0)
                .expect("merchant.oldest_fraud_30d_days", log1p(26))
                .expect("merchant.newest_fraud_days", log1p(0.5))
                .expect("merchant.oldest_fraud_days", log1p(50))
                .expect("merchant.usual_amount_frauds_7d", log1p(2))
                .expect("merchant.usual_amount_frauds_14d", log1p(3))
                .expect("merchant.usual_amount_frauds_28d", log1p(4))
                .expect("merchant.oldest_usual_amount_fraud_days", log1p(18))
                .expect("merchant.newest_usual_amount_fraud_days", log1p(2))
                // Paid 72 to 84 hours ago: two payments, one fraud.
                .expect("merchant.legitimate_since_newest_fraud", log1p(2 - 1))
                // Paid 3 to 21 days ago: eleven payments, five frauds.
                .expect("merchant.legitimate_since_usual_amount_fraud", log1p(11 - 5));
    }

    private static List<FeatureScenario> channels() {
        List<FeatureScenario> scenarios = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            scenarios.add(new FeatureScenario("first by transfer, then by " + channel)
                    .paid(days(1), p -> p.channel(Channel.TRANSFER))
                    .last(p -> p.channel(channel))
                    .expect("amount.first", 0)
                    .expect("merchant.channel_new", channel == Channel.TRANSFER ? 0 : 1)
                    .expect("merchant.card_present", channel == Channel.CARD_PRESENT ? 1 : 0)
                    .expect("merchant.card_not_present", channel == Channel.CARD_NOT_PRESENT ? 1 : 0)
                    .expect("merchant.transfer", channel == Channel.TRANSFER ? 1 : 0)
                    .expect("merchant.cash", channel == Channel.CASH ? 1 : 0));
        }
        return scenarios;
    }

    private static List<FeatureScenario> categories() {
        FeatureScenario none = new FeatureScenario("a merchant without a code")
                .last(p -> p.at("mer-1"))
                .expect("merchant.present", 1)
                .expect("merchant.new", 1)
                .unknown("merchant.category_new", "merchant.risky");
        List<FeatureScenario> scenarios = new ArrayList<>(List.of(none));
        CODES.forEach((feature, mcc) -> {
            none.expect(feature, 0);
            scenarios.add(new FeatureScenario("a merchant of code " + mcc)
                    .last(p -> p.at(merchant("mer-1", mcc)))
                    .expect(feature, 1));
        });
        return scenarios;
    }

    private static List<FeatureScenario> histories() {
        return List.of(
                new FeatureScenario("the first payment of an account without a profile")
                        .last(p -> p)
                        .expect("history.payments", 0)
                        .unknown(
                                "history.known_for_days",
                                "history.open_for_days",
                                "history.open_for_seconds",
                                "history.gap_hours",
                                "history.gap_to_usual",
                                "history.failed_attempts",
                                "history.hour_share"),
                new FeatureScenario("an account opened three days ago")
                        .profile(null, null, days(3), null, Map.of())
                        .last(p -> p.failedAttempts(0))
                        .expect("history.open_for_days", log1p(3))
                        .expect("history.open_for_seconds", log1p(3 * 86_400))
                        .expect("history.failed_attempts", 0)
                        .unknown("history.known_for_days"),
                new FeatureScenario("four payments make no habit")
                        .paid(days(4), p -> p)
                        .paid(days(3), p -> p)
                        .paid(days(2), p -> p)
                        .paid(hours(36), p -> p)
                        .last(p -> p)
                        .expect("history.gap_hours", log1p(36))
                        .expect("history.gap_to_usual", ratio(36, 20)) // 24, 24 and 12 hours
                        .unknown("history.hour_share"),
                new FeatureScenario("an account with four frauds")
                        .paid(days(70), p -> p.withFraudReported(days(60)))
                        .paid(days(30), p -> p.withFraudReported(days(20)))
                        .paid(days(25), p -> p.withFraudReported(days(10)))
                        .paid(days(5), p -> p.withFraudReported(days(3)))
                        .last(p -> p)
                        .expect("history.frauds_7d", log1p(1))
                        .expect("history.frauds_30d", log1p(3))
                        .expect("history.frauds_90d", log1p(4)));
    }

    private static List<FeatureScenario> counterparties() {
        return List.of(
                new FeatureScenario("a payment to nobody, by an account that nobody paid")
                        .last(p -> p)
                        .unknown(
                                "counterparty.new",
                                "counterparty.known_for_days",
                                "counterparty.last_seen_days",
                                "counterparty.passed_on",
                                "counterparty.since_received_h",
                                "counterparty.age_days"),
                habit("counterparty", Payment::to),
                novelty("counterparty", Payment::to),
                crowd("the payee", "counterparty", (p, n) -> p.to("acct-shared")),
                new FeatureScenario("money passed on")
                        .paid(days(5), p -> p.by("a").to(PAYER).amount(40))
                        .paid(hours(20), p -> p.by("b").to(PAYER).amount(30))
                        .paid(hours(4), p -> p.by("c").to(PAYER).amount(20))
                        .last(p -> p.to("acct-other").amount(24))
                        .expect("counterparty.received_24h", log1p(2))
                        .expect("counterparty.received_7d", log1p(3))
                        .expect("counterparty.passed_on", ratio(24, 30 + 20))
                        .expect("counterparty.since_received_h", log1p(4)));
    }

    /** An account uses one device or payee twice, then four others, then the first again. */
    private static FeatureScenario habit(String layer, BiFunction<Payment, String, Payment> with) {
        return new FeatureScenario("back to the first " + layer)
                .paid(days(60), p -> with.apply(p, "the-first").by("other"))
                .paid(days(50), p -> with.apply(p, "the-first"))
                .paid(days(25), p -> with.apply(p, "the-first"))
                .paid(days(20), p -> with.apply(p, "the-second"))
                .paid(days(10), p -> with.apply(p, "the-third"))
                .paid(hours(20), p -> with.apply(p, "the-fourth"))
                .paid(hours(5), p -> with.apply(p, "the-fifth"))
                .paid(hours(4), p -> with.apply(p, "the-fifth"))
                .last(p -> with.apply(p, "the-first"))
                .expect(layer + ".new", 0)
                .expect(layer + ".known_for_days", log1p(50))
                .expect(layer + ".last_seen_days", log1p(25))
                .expect(layer + ".distinct_24h", log1p(2))
                .expect(layer + ".distinct_30d", log1p(5))
                .expect(layer + ".age_days", log1p(60));
    }

    private static FeatureScenario novelty(String layer, BiFunction<Payment, String, Payment> with) {
        return new FeatureScenario("a new " + layer)
                .paid(days(1), p -> with.apply(p, "the-first"))
                .last(p -> with.apply(p, "the-second"))
                .expect(layer + ".new", 1)
                .unknown(layer + ".known_for_days", layer + ".last_seen_days", layer + ".age_days");
    }

    private static List<FeatureScenario> devices() {
        List<FeatureScenario> scenarios = new ArrayList<>(List.of(
                new FeatureScenario("a payment without a device")
                        .last(p -> p)
                        .expect("device.agent_words_1", 0)
                        .unknown(
                                "device.new",
                                "device.known_for_days",
                                "device.last_seen_days",
                                "device.agent_new",
                                "device.age_days"),
                habit("device", Payment::device),
                novelty("device", Payment::device),
                crowd("the device", "device", (p, n) -> p.device("dev-shared")),
                new FeatureScenario("a known user agent on a new device")
                        .paid(days(1), p -> p.device("dev-1").agent("app"))
                        .last(p -> p.device("dev-2").agent("app"))
                        .expect("device.new", 1)
                        .expect("device.agent_new", 0),
                new FeatureScenario("a new user agent on a known device")
                        .paid(days(1), p -> p.device("dev-1").agent("app"))
                        .last(p -> p.device("dev-1").agent("wallet"))
                        .expect("device.new", 0)
                        .expect("device.agent_new", 1),
                // "safari" and "17" fall into buckets 3 and 7, each with a minus; the pair into 2, with a plus.
                new FeatureScenario("a user agent of two words")
                        .last(p -> p.agent("Safari/17"))
                        .expect("device.agent_words_1", 0)
                        .expect("device.agent_words_2", 1 / Math.sqrt(3))
                        .expect("device.agent_words_3", -1 / Math.sqrt(3))
                        .expect("device.agent_words_4", 0)
                        .expect("device.agent_words_5", 0)
                        .expect("device.agent_words_6", 0)
                        .expect("device.agent_words_7", -1 / Math.sqrt(3))
                        .expect("device.agent_words_8", 0)));
        // The lowest three bits of MurmurHash3's mix of the word's hash give the bucket, its highest bit the sign.
        String[] words = {"firefox", "curl", "safari", "iphone", "phone", "windows", "tablet", "mobile"};
        int[] signs = {-1, -1, -1, 1, 1, -1, -1, -1};
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            scenarios.add(new FeatureScenario("the user agent " + word)
                    .last(p -> p.agent(word))
                    .expect("device.agent_words_" + (i + 1), signs[i]));
        }
        return scenarios;
    }

    private static List<FeatureScenario> profiles() {
        return List.of(
                new FeatureScenario("a payment of an account without a profile")
                        .last(p -> p)
                        .expect("social.signals", 0)
                        .unknown("credit.score", "social.lowest", "social.mean"),
                new FeatureScenario("a payment of an account with a credit score and three social signals")
                        .profile(null, null, null, 612.5, Map.of("posts", 0.2, "friends", 0.5, "age", 1.1))
                        .last(p -> p)
                        .expect("credit.score", 612.5)
                        .expect("social.signals", log1p(3))
                        .expect("social.lowest", 0.2)
                        .expect("social.mean", (0.2 + 0.5 + 1.1) / 3));
    }

    private static List<FeatureScenario> times() {
        return List.of(
                new FeatureScenario("Wednesday, 00:00")
                        .last(p -> p)
                        .expect("time.hour_sin", 0)
                        .expect("time.hour_cos", 1)
                        .expect("time.week_sin", Math.sin(2 * Math.PI * 2 / 7))
                        .expect("time.week_cos", Math.cos(2 * Math.PI * 2 / 7))
                        .expect("time.weekend", 0)
                        .expect("time.night", 1),
                new FeatureScenario("Saturday, 16:00", Instant.parse("2024-05-18T16:00:00Z"))
                        .last(p -> p)
                        .expect("time.hour_sin", Math.sin(2 * Math.PI * 16 / 24))
                        .expect("time.hour_cos", Math.cos(2 * Math.PI * 16 / 24))
                        .expect("time.week_sin", Math.sin(2 * Math.PI * (5 + 16 / 24.0) / 7))
                        .expect("time.week_cos", Math.cos(2 * Math.PI * (5 + 16 / 24.0) / 7))
                        .expect("time.weekend", 1)
                        .expect("time.night", 0));
    }
}
