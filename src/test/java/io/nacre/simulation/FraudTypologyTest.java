package io.nacre.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FraudTypologyTest {

    private static final WorldOptions TOWN =
            WorldOptions.DEFAULT.withAccounts(1_000).withMerchants(200).withDays(60);

    /** Small, but full of crime. */
    private static final WorldOptions VILLAGE =
            TOWN.withAccounts(300).withMerchants(120).withFraudRate(0.04);

    private static final List<LabelledTransaction> HISTORY = history(TOWN);

    @ParameterizedTest
    @EnumSource
    void happensInAboutItsShare(FraudTypology fraudTypology) {
        double share = (double) amounts(named(fraudTypology)).length / amounts(fraud()).length;

        assertThat(share).isCloseTo(fraudTypology.share(), within(0.08)).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void isNotFoundByAnAmountAlone(FraudTypology fraudTypology) {
        assertThat(foundByAmount(amounts(named(fraudTypology)))).isLessThan(1 / 3.0);
    }

    @Test
    void allTogetherAreNotFoundByAnAmountAlone() {
        assertThat(foundByAmount(amounts(fraud()))).isLessThan(1 / 3.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 1_000_000})
    void wouldBeFoundByAnAmountOfItsOwn(double amount) {
        double[] frauds = DoubleStream.generate(() -> amount).limit(10).toArray();

        assertThat(foundByAmount(frauds)).as("so the tests above can fail").isEqualTo(1);
    }

    @Test
    void labelDelayDependsOnTheTypology() {
        assertThat(medianDelayDays(FraudTypology.FRIENDLY_FRAUD)).isBetween(20.0, 60.0);
        assertThat(medianDelayDays(FraudTypology.BUST_OUT)).isBetween(20.0, 50.0);
        assertThat(medianDelayDays(FraudTypology.ACCOUNT_TAKEOVER)).isLessThan(4);
        assertThat(medianDelayDays(FraudTypology.MULE_RING)).isLessThan(6);
    }

    @Test
    void noPaymentsFollowABustOut() {
        List<LabelledTransaction> burst = only(FraudTypology.BUST_OUT);
        Map<String, Long> lastMs = burst.stream()
                .filter(named(FraudTypology.BUST_OUT))
                .collect(Collectors.toMap(
                        labelled -> labelled.transaction().accountId(),
                        labelled -> labelled.transaction().eventTimeMs(),
                        Math::max));

        assertThat(lastMs).hasSizeGreaterThan(5);
        assertThat(burst).allSatisfy(labelled -> {
            Long end = lastMs.get(labelled.transaction().accountId());
            long dayAfterMs = Duration.ofDays(1).toMillis();
            assertThat(end == null || labelled.transaction().eventTimeMs() < end + dayAfterMs)
                    .isTrue();
        });
    }

    @Test
    void botsBuyFromNewAccountsLikeSomeCustomers() {
        List<LabelledTransaction> history = only(FraudTypology.BOT_SIGNUP);
        Map<String, Long> openedMs = World.of(VILLAGE.withMix(mixOf(FraudTypology.BOT_SIGNUP))).profiles().stream()
                .collect(Collectors.toMap(
                        profile -> profile.accountId(), profile -> Objects.requireNonNull(profile.openedAtMs())));
        Predicate<LabelledTransaction> young = labelled -> {
            long ageMs = labelled.transaction().eventTimeMs()
                    - openedMs.get(labelled.transaction().accountId());
            assertThat(ageMs).isNotNegative();
            return ageMs < Duration.ofDays(1).toMillis();
        };

        assertThat(history.stream().filter(fraud())).isNotEmpty().allMatch(young);
        assertThat(history.stream().filter(fraud().negate())).anyMatch(young);
    }

    @Test
    void followsTheConfiguredShares() {
        FraudMix mix = new FraudMix(Map.of(FraudTypology.CARD_TESTING, 0.6, FraudTypology.BUST_OUT, 0.0), Set.of(), 0);

        List<LabelledTransaction> history = history(VILLAGE.withMix(mix));

        double frauds = history.stream().filter(fraud()).count();
        assertThat(history.stream().filter(named(FraudTypology.CARD_TESTING)).count() / frauds)
                .isCloseTo(0.6, within(0.08));
        assertThat(history).noneMatch(named(FraudTypology.BUST_OUT)).anyMatch(named(FraudTypology.STOLEN_CARD));
    }

    @Test
    void unseenKindsBeginLateAndChangeNothingOfTheRate() {
        Set<FraudTypology> unseen = Set.of(FraudTypology.CARD_TESTING, FraudTypology.BOT_SIGNUP);
        Instant from = TOWN.start().plus(Duration.ofDays(40));

        List<LabelledTransaction> history = history(VILLAGE.withMix(new FraudMix(Map.of(), unseen, 40)));

        Predicate<LabelledTransaction> before =
                labelled -> labelled.transaction().eventTimeMs() < from.toEpochMilli();
        for (FraudTypology fraudTypology : unseen) {
            assertThat(history.stream().filter(before)).noneMatch(named(fraudTypology));
            assertThat(history.stream().filter(before.negate())).anyMatch(named(fraudTypology));
        }
        assertThat(share(history.stream().filter(before).toList())).isCloseTo(0.04, within(0.01));
    }

    @Test
    void reportsTheInvalidShare() {
        assertThatThrownBy(() -> new FraudMix(Map.of(FraudTypology.BUST_OUT, 1.5), Set.of(), 0))
                .hasMessage("the share of bust-out is 1.5: set 0 to 1");
        assertThatThrownBy(() ->
                        new FraudMix(Map.of(FraudTypology.BUST_OUT, 0.75, FraudTypology.MULE_RING, 0.5), Set.of(), 0))
                .hasMessage("the shares of typologies sum to 1.25: set at most 1");
        assertThatThrownBy(() -> new FraudMix(Map.of(), Set.of(FraudTypology.values()), 3))
                .hasMessage("all typologies are unseen: leave at least one for training");
    }

    /**
     * The largest part of these frauds that one threshold of the amount, from either end, finds while at least half of
     * what it flags is fraud.
     */
    private static double foundByAmount(double[] frauds) {
        double[] honest = amounts(fraud().negate());
        double[] sorted = frauds.clone();
        Arrays.sort(sorted);
        Arrays.sort(honest);
        int most = 0;
        for (int i = 0; i < sorted.length; i++) {
            double threshold = sorted[i];
            int low = less(sorted, Math.nextUp(threshold));
            int high = sorted.length - less(sorted, threshold);
            most = Math.max(most, low >= less(honest, Math.nextUp(threshold)) ? low : 0);
            most = Math.max(most, high >= honest.length - less(honest, threshold) ? high : 0);
        }
        return (double) most / sorted.length;
    }

    /** How many of the sorted amounts are less. */
    private static int less(double[] sorted, double amount) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < amount) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private static double medianDelayDays(FraudTypology fraudTypology) {
        double[] days = HISTORY.stream()
                .filter(named(fraudTypology))
                .mapToDouble(labelled -> {
                    Label label = Objects.requireNonNull(labelled.label());
                    return (double) (label.knownAtMs() - labelled.transaction().eventTimeMs())
                            / Duration.ofDays(1).toMillis();
                })
                .sorted()
                .toArray();
        return days[days.length / 2];
    }

    private static FraudMix mixOf(FraudTypology fraudTypology) {
        return new FraudMix(Map.of(fraudTypology, 1.0), Set.of(), 0);
    }

    private static List<LabelledTransaction> only(FraudTypology fraudTypology) {
        return history(VILLAGE.withMix(mixOf(fraudTypology)));
    }

    private static double[] amounts(Predicate<LabelledTransaction> which) {
        return HISTORY.stream()
                .filter(which)
                .mapToDouble(labelled -> labelled.transaction().amount().major())
                .toArray();
    }

    private static Predicate<LabelledTransaction> named(FraudTypology fraudTypology) {
        return labelled -> fraudTypology.toString().equals(labelled.typology());
    }

    private static Predicate<LabelledTransaction> fraud() {
        return labelled -> labelled.label() != null && labelled.label().fraud();
    }

    private static double share(List<LabelledTransaction> history) {
        return (double) history.stream().filter(fraud()).count() / history.size();
    }

    private static List<LabelledTransaction> history(WorldOptions options) {
        List<LabelledTransaction> all = new ArrayList<>();
        World.of(options).forEach(all::add);
        return all;
    }
}
