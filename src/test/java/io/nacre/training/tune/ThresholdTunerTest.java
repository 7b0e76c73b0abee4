package io.nacre.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nacre.model.Thresholds;
import io.nacre.payment.Channel;
import io.nacre.payment.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTunerTest {

    private static final long DAY_MS = 86_400_000L;
    private static final int DAYS = 4;
    private static final Channel[] CHANNELS = {Channel.CARD_NOT_PRESENT, Channel.CARD_PRESENT, Channel.TRANSFER};

    /** One transaction of the past. */
    private record Paid(double amount, boolean fraud, double score, Channel channel) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void theCheapestThresholdsAreTheCheapestOfAll(long seed) {
        Random random = new Random(seed);
        List<Paid> paid = paid(random);
        CostModel costModel = new CostModel(1 + random.nextInt(20), 40, random.nextInt(5), random.nextInt(80));
        ThresholdTuner thresholdTuner = new ThresholdTuner(heldOut(paid), costModel);

        Thresholds chosen = thresholdTuner.cheapest();

        assertThat(chosen.review()).isLessThanOrEqualTo(chosen.decline());
        assertThat(thresholdTuner.outcome(chosen).cost()).isCloseTo(cost(paid, chosen, costModel), within(1e-9));
        double least = Double.POSITIVE_INFINITY;
        for (double decline : scores(paid)) {
            for (double review : scores(paid)) {
                if (review <= decline) {
                    least = Math.min(least, cost(paid, new Thresholds(review, decline), costModel));
                }
            }
        }
        assertThat(thresholdTuner.outcome(chosen).cost()).isCloseTo(least, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void threeThresholdsAreTheCheapestOfAll(long seed) {
        Random random = new Random(seed);
        List<Paid> paid = paid(random);
        CostModel costModel = new CostModel(1 + random.nextInt(20), 40, random.nextInt(5), random.nextInt(80));
        ChallengeCosts challengeCosts = new ChallengeCosts(
                random.nextInt(8), random.nextDouble(), random.nextDouble() / 2, random.nextDouble());
        HoldoutSet holdoutSet = heldOut(paid);
        ThresholdTuner thresholdTuner = new ThresholdTuner(holdoutSet, costModel, challengeCosts);
        double challengeFrom = scores(paid).get(random.nextInt(paid.size()));

        Thresholds chosen = thresholdTuner.cheapest();
        Thresholds held = thresholdTuner.cheapest(challengeFrom);

        assertThat(thresholdTuner.outcome(chosen).cost())
                .isCloseTo(cost(paid, chosen, costModel, challengeCosts), within(1e-9));
        assertThat(held.challenge()).isLessThanOrEqualTo(challengeFrom);
        double least = Double.POSITIVE_INFINITY;
        double leastHeld = Double.POSITIVE_INFINITY;
        List<Double> scores = scores(paid).stream().distinct().toList();
        for (double decline : scores) {
            for (double review : scores) {
                for (double challenge : scores) {
                    if (challenge <= review && review <= decline) {
                        double cost =
                                cost(paid, new Thresholds(challenge, review, decline, null), costModel, challengeCosts);
                        least = Math.min(least, cost);
                        leastHeld = challenge <= challengeFrom ? Math.min(leastHeld, cost) : leastHeld;
                    }
                }
            }
        }
        assertThat(thresholdTuner.outcome(chosen).cost()).isCloseTo(least, within(1e-9));
        assertThat(thresholdTuner.outcome(held).cost()).isCloseTo(leastHeld, within(1e-9));
    }

    @Test
    void challengesWithinTheAnalystsCapacity() {
        List<Paid> paid = paid(new Random(3));
        ThresholdTuner without = new ThresholdTuner(heldOut(paid), CostModel.DEFAULT);
        ThresholdTuner with = new ThresholdTuner(heldOut(paid), CostModel.DEFAULT, ChallengeCosts.DEFAULT);

        Thresholds chosen = with.within(3);

        assertThat(without.within(3).hasChallenge()).isFalse();
        assertThat(chosen.hasChallenge()).isTrue();
        assertThat(chosen.review()).isEqualTo(without.within(3).review());
        assertThat(chosen.decline()).isEqualTo(without.within(3).decline());
        ThresholdTuner.ThresholdOutcome outcome = with.outcome(chosen);
        assertThat(outcome.challenged() * DAYS)
                .isCloseTo(
                        paid.stream()
                                .filter(each -> each.channel().isChallengeable())
                                .filter(each -> each.score() >= chosen.challenge() && each.score() < chosen.review())
                                .count(),
                        within(1e-9));
        assertThat(outcome.cost()).isLessThan(with.outcome(without.within(3)).cost());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noMoreAlertsComeThanAnalystsCanLookAt(long seed) {
        Random random = new Random(seed);
        List<Paid> paid = paid(random);
        ThresholdTuner thresholdTuner = new ThresholdTuner(heldOut(paid), CostModel.DEFAULT);
        double capacity = 3 + random.nextInt(8);

        Thresholds chosen = thresholdTuner.within(capacity);

        assertThat(chosen.review()).isLessThanOrEqualTo(chosen.decline());
        assertThat(alerts(paid, chosen.review())).isLessThanOrEqualTo(capacity);
        assertThat(thresholdTuner.outcome(chosen).alerts()).isEqualTo(alerts(paid, chosen.review()));
        scores(paid).stream()
                .filter(score -> score < chosen.review())
                .mapToDouble(Double::doubleValue)
                .max()
                .ifPresent(lower -> assertThat(alerts(paid, lower)).isGreaterThan(capacity));
        scores(paid).stream()
                .filter(decline -> decline >= chosen.review())
                .forEach(decline -> assertThat(cost(paid, new Thresholds(chosen.review(), decline), CostModel.DEFAULT))
                        .isGreaterThanOrEqualTo(thresholdTuner.outcome(chosen).cost() - 1e-9));
    }

    @Test
    void theCurveEndsWhereTheCheapestThresholdsAre() {
        ThresholdTuner thresholdTuner = new ThresholdTuner(heldOut(paid(new Random(5))), CostModel.DEFAULT);

        assertThat(thresholdTuner.curve().stream()
                        .mapToDouble(OperatingPoint::costADay)
                        .min())
                .hasValueCloseTo(
                        thresholdTuner.outcome(thresholdTuner.cheapest()).cost(), within(1e-9));
        assertThat(thresholdTuner.chosen(thresholdTuner.cheapest()).costADay())
                .isCloseTo(thresholdTuner.outcome(thresholdTuner.cheapest()).cost(), within(1e-9));
    }

    @Test
    void scalesASampleToTheWhole() {
        List<Paid> paid = paid(new Random(5));
        HoldoutSet half = new HoldoutSet(0.5);
        add(paid, half);

        double all = new ThresholdTuner(heldOut(paid), CostModel.DEFAULT)
                .outcome(new Thresholds(0.3, 0.9))
                .alerts();

        assertThat(new ThresholdTuner(half, CostModel.DEFAULT)
                        .outcome(new Thresholds(0.3, 0.9))
                        .alerts())
                .isEqualTo(2 * all);
    }

    @Test
    void refusesWhatNothingCanBeLearnedFrom() {
        HoldoutSet legitimate = new HoldoutSet(1);
        legitimate.add(0, 10, Channel.TRANSFER, false, 0.5);

        assertThatThrownBy(() -> new ThresholdTuner(legitimate, CostModel.DEFAULT))
                .hasMessageContaining("1 transactions with 0 frauds")
                .hasMessageContaining("give later data");
        assertThatThrownBy(() -> new ThresholdTuner(heldOut(paid(new Random(1))), CostModel.DEFAULT).within(0.01))
                .hasMessageContaining("more analysts are needed");
    }

    @Test
    void amountsOfSeveralCurrenciesAreAddedOnlyByTheirRates() {
        ReportingCurrencyConverter one = new ReportingCurrencyConverter();
        ReportingCurrencyConverter two = new ReportingCurrencyConverter("EUR", Map.of("USD", 0.9));

        assertThat(one.major(new Money(250, "EUR"))).isEqualTo(2.5);
        assertThat(one.currency()).isEqualTo("EUR");
        assertThat(one.major(new Money(11_720, "USD"))).isCloseTo(100, within(1e-9));
        assertThat(one.describe()).isEqualTo("EUR, converted by the approximate rates of 2025-06-30");
        assertThatThrownBy(() -> one.major(new Money(250, "XAU")))
                .hasMessageContaining("an amount is in XAU, which has no exchange rate")
                .hasMessageContaining("--currency EUR --rate XAU=");
        assertThat(one.anew().major(new Money(250, "USD"))).isEqualTo(2.5);
        assertThat(two.major(new Money(1_000, "USD"))).isEqualTo(9);
        assertThatThrownBy(() -> new ReportingCurrencyConverter(null, Map.of("USD", 0.9)))
                .hasMessageContaining("--currency");
        assertThatThrownBy(() -> new ReportingCurrencyConverter("EUR", Map.of("USD", -1.0)))
                .hasMessageContaining("rate of USD is -1.0");
    }

    private static double cost(List<Paid> paid, Thresholds thresholds, CostModel costModel) {
        return cost(paid, thresholds, costModel, ChallengeCosts.DEFAULT);
    }

    /** By its definition, payment by payment. */
    private static double cost(
            List<Paid> paid, Thresholds thresholds, CostModel costModel, ChallengeCosts challengeCosts) {
        double sum = 0;
        for (Paid each : paid) {
            if (each.score() >= thresholds.decline()) {
                sum += each.fraud() ? 0 : costModel.falseDecline();
            } else if (each.score() >= thresholds.review()) {
                sum += costModel.reviewMinutes() * costModel.analystHour() / 60
                        + (each.fraud() ? 0 : costModel.friction());
            } else if (each.score() >= thresholds.challenge() && each.channel().isChallengeable()) {
                sum += each.fraud()
                        ? each.amount() * challengeCosts.fraudPassRate() * challengeCosts.liability()
                        : challengeCosts.passRate() * challengeCosts.friction()
                                + (1 - challengeCosts.passRate()) * costModel.falseDecline();
            } else {
                sum += each.fraud() ? each.amount() : 0;
            }
        }
        return sum / DAYS;
    }

    private static double alerts(List<Paid> paid, double review) {
        return (double) paid.stream().filter(each -> each.score() >= review).count() / DAYS;
    }

    /** All that can be told apart, and a threshold that nothing reaches. */
    private static List<Double> scores(List<Paid> paid) {
        List<Double> scores = new ArrayList<>(paid.stream().map(Paid::score).toList());
        scores.add(1.0);
        return scores;
    }

    private static List<Paid> paid(Random random) {
        List<Paid> paid = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double score = (1 + random.nextInt(40)) / 50.0;
            paid.add(new Paid(5 + random.nextInt(300), random.nextDouble() < score, score, CHANNELS[i % 3]));
        }
        return paid;
    }

    private static HoldoutSet heldOut(List<Paid> paid) {
        HoldoutSet holdoutSet = new HoldoutSet(1);
        add(paid, holdoutSet);
        return holdoutSet;
    }

    private static void add(List<Paid> paid, HoldoutSet holdoutSet) {
        for (int i = 0; i < paid.size(); i++) {
            long atMs = i * DAYS * DAY_MS / (paid.size() - 1);
            Paid each = paid.get(i);
            holdoutSet.add(atMs, each.amount(), each.channel(), each.fraud(), each.score());
        }
    }
}
