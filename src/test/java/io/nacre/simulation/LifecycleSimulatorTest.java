package io.nacre.simulation;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.payment.Channel;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import io.nacre.payment.Merchant;
import io.nacre.payment.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LifecycleSimulatorTest {

    private static final WorldOptions TOWN =
            WorldOptions.DEFAULT.withAccounts(600).withMerchants(150).withDays(45);

    private static final List<LabelledTransaction> LEGITIMATE = history(TOWN.withFraudRate(0));

    /** What may follow an event; a challenge or an answer of the issuer begins. */
    private static final Map<LifecycleEvent.Type, Set<LifecycleEvent.Type>> FOLLOWERS = Map.of(
            LifecycleEvent.Type.CHALLENGE_PASSED,
                    Set.of(LifecycleEvent.Type.AUTHORISED, LifecycleEvent.Type.DECLINED, LifecycleEvent.Type.PAID_OUT),
            LifecycleEvent.Type.CHALLENGE_FAILED, Set.of(),
            LifecycleEvent.Type.CHALLENGE_ABANDONED, Set.of(),
            LifecycleEvent.Type.AUTHORISED, Set.of(LifecycleEvent.Type.CAPTURED, LifecycleEvent.Type.REVERSED),
            LifecycleEvent.Type.DECLINED, Set.of(),
            LifecycleEvent.Type.CAPTURED, Set.of(LifecycleEvent.Type.REFUNDED),
            LifecycleEvent.Type.REVERSED, Set.of(),
            LifecycleEvent.Type.REFUNDED, Set.of(),
            LifecycleEvent.Type.PAID_OUT, Set.of());

    @Test
    void followsTheStepsOfAPayment() {
        List<LabelledTransaction> history = history(TOWN.withFraudRate(0.05));
        history.addAll(LEGITIMATE);

        for (LabelledTransaction labelled : history) {
            List<LifecycleEvent.Type> types =
                    labelled.lifecycle().stream().map(LifecycleEvent::type).toList();
            boolean transfer = labelled.transaction().channel() == Channel.TRANSFER;
            assertThat(types)
                    .first()
                    .isNotIn(
                            LifecycleEvent.Type.CAPTURED,
                            LifecycleEvent.Type.REVERSED,
                            LifecycleEvent.Type.REFUNDED,
                            transfer ? LifecycleEvent.Type.AUTHORISED : LifecycleEvent.Type.PAID_OUT);
            for (int i = 1; i < types.size(); i++) {
                assertThat(FOLLOWERS.get(types.get(i - 1))).contains(types.get(i));
            }
        }
        assertThat(history).anyMatch(labelled -> labelled.typology() != null);
    }

    @Test
    void namesItsTransactionInTheOrderOfTime() {
        for (LabelledTransaction labelled : LEGITIMATE) {
            Transaction transaction = labelled.transaction();
            List<LifecycleEvent> events = labelled.lifecycle();
            long lastMs = transaction.eventTimeMs();
            for (LifecycleEvent event : events) {
                assertThat(event.transactionId()).isEqualTo(transaction.id());
                assertThat(event.accountId()).isEqualTo(transaction.accountId());
                assertThat(event.occurredAtMs()).isGreaterThan(lastMs);
                lastMs = event.occurredAtMs();
            }
            assertThat(events)
                    .extracting(LifecycleEvent::eventId)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size())
                            .mapToObj(n -> transaction.id() + "-" + n)
                            .toList());
        }
    }

    @Test
    void legitimatePaymentsAreSeldomDeclined() {
        Rates online = rates(LEGITIMATE, channel(Channel.CARD_NOT_PRESENT));
        Rates shops = rates(LEGITIMATE, channel(Channel.CARD_PRESENT));

        assertThat(online.of(LifecycleEvent.Type.DECLINED)).isBetween(0.03, 0.06);
        assertThat(shops.of(LifecycleEvent.Type.DECLINED)).isBetween(0.01, 0.03);
        assertThat(online.ofDeclines(DeclineReason.INSUFFICIENT_FUNDS)).isBetween(0.4, 0.7);
        assertThat(online.ofDeclines(DeclineReason.INVALID_CREDENTIALS)).isBetween(0.01, 0.12);
        assertThat(shops.ofDeclines(DeclineReason.INSUFFICIENT_FUNDS)).isGreaterThan(0.5);
        assertThat(online.of(LifecycleEvent.Type.CAPTURED)).isGreaterThan(0.9);
    }

    @Test
    void aFewPerCentOfOnlineSalesAreRefunded() {
        Rates online = rates(LEGITIMATE, channel(Channel.CARD_NOT_PRESENT));
        Rates clothes =
                rates(LEGITIMATE, labelled -> MerchantType.WEB_FASHION.mcc().equals(mcc(labelled)));

        assertThat(online.of(LifecycleEvent.Type.REFUNDED)).isBetween(0.03, 0.08);
        assertThat(rates(LEGITIMATE, channel(Channel.CARD_PRESENT)).of(LifecycleEvent.Type.REFUNDED))
                .isBetween(0.001, 0.02);
        assertThat(clothes.of(LifecycleEvent.Type.REFUNDED)).isBetween(0.1, 0.25);
        assertThat(online.of(LifecycleEvent.Type.REVERSED)).isBetween(0.003, 0.02);
        assertThat(LEGITIMATE.stream().flatMap(labelled -> refunds(labelled).stream()))
                .isNotEmpty()
                .anyMatch(refund -> refund.amountMinorUnits() != null)
                .anyMatch(refund -> refund.amountMinorUnits() == null);
    }

    @Test
    void returnsAtMostTheAmount() {
        for (LabelledTransaction labelled : LEGITIMATE) {
            long minor = labelled.transaction().amount().minorUnits();
            assertThat(refunds(labelled)).allSatisfy(refund -> {
                Long part = refund.amountMinorUnits();
                assertThat(part == null || part > 0 && part < minor).isTrue();
            });
        }
    }

    @Test
    void customersPassMostChallenges() {
        Rates online = rates(LEGITIMATE, channel(Channel.CARD_NOT_PRESENT));

        assertThat(online.of(LifecycleEvent.Type.CHALLENGE_PASSED)).isBetween(0.15, 0.3);
        assertThat(online.of(LifecycleEvent.Type.CHALLENGE_ABANDONED)).isBetween(0.005, 0.03);
        assertThat(online.of(LifecycleEvent.Type.CHALLENGE_FAILED)).isBetween(0.001, 0.015);
        assertThat(rates(LEGITIMATE, channel(Channel.CARD_PRESENT)).of(LifecycleEvent.Type.CHALLENGE_PASSED))
                .isZero();
    }

    @Test
    void takesRealisticTimes() {
        assertThat(medianDelay(LifecycleEvent.Type.DECLINED)).isLessThan(Duration.ofSeconds(2));
        assertThat(medianDelay(LifecycleEvent.Type.CHALLENGE_PASSED))
                .isBetween(Duration.ofSeconds(20), Duration.ofMinutes(2));
        assertThat(medianDelay(LifecycleEvent.Type.CAPTURED)).isBetween(Duration.ofHours(3), Duration.ofDays(1));
        assertThat(medianDelay(LifecycleEvent.Type.REFUNDED)).isBetween(Duration.ofDays(5), Duration.ofDays(14));
    }

    @Test
    void paysTransfersOut() {
        assertThat(rates(LEGITIMATE, channel(Channel.TRANSFER)).of(LifecycleEvent.Type.PAID_OUT))
                .isGreaterThan(0.98);
        assertThat(LEGITIMATE.stream().filter(channel(Channel.TRANSFER).negate()))
                .noneMatch(labelled -> has(labelled, LifecycleEvent.Type.PAID_OUT));
    }

    @Test
    void mostTestedCardsAreDeclined() {
        Rates tests = rates(frauds(FraudTypology.CARD_TESTING), labelled -> true);

        assertThat(tests.ofReason(DeclineReason.INVALID_CREDENTIALS)).isBetween(0.65, 0.9);
        assertThat(tests.ofReason(DeclineReason.SUSPECTED_FRAUD)).isBetween(0.02, 0.2);
        assertThat(tests.of(LifecycleEvent.Type.AUTHORISED)).isBetween(0.08, 0.3);
    }

    @Test
    void usesOnlyTestedCardsThatWereAuthorised() {
        List<LabelledTransaction> frauds = frauds(FraudTypology.CARD_TESTING);
        Map<String, Set<String>> accounts = frauds.stream()
                .collect(groupingBy(
                        labelled -> "" + labelled.transaction().ip(),
                        mapping(labelled -> labelled.transaction().accountId(), toSet())));
        Predicate<LabelledTransaction> test = labelled ->
                Objects.requireNonNull(accounts.get("" + labelled.transaction().ip()))
                                .size()
                        > 2;

        assertThat(frauds.stream().filter(test.negate()))
                .hasSizeGreaterThan(20)
                .allSatisfy(use -> assertThat(frauds.stream()
                                .filter(test)
                                .filter(labelled -> labelled.transaction()
                                        .accountId()
                                        .equals(use.transaction().accountId())))
                        .anyMatch(tested -> has(tested, LifecycleEvent.Type.AUTHORISED)
                                && tested.transaction().eventTimeMs()
                                        < use.transaction().eventTimeMs()));
    }

    @Test
    void guessesCardsInABurstFromFewSubnets() {
        List<LabelledTransaction> guesses = frauds(FraudTypology.ENUMERATION);
        Rates rates = rates(guesses, labelled -> true);
        Map<String, List<LabelledTransaction>> burst = guesses.stream()
                .collect(groupingBy(labelled ->
                        merchant(labelled).id() + labelled.transaction().eventTimeMs() / 3_600_000));

        assertThat(rates.ofReason(DeclineReason.INVALID_CREDENTIALS)).isGreaterThan(0.85);
        assertThat(rates.of(LifecycleEvent.Type.AUTHORISED)).isLessThan(0.08);
        assertThat(burst).hasSizeGreaterThan(3);
        List<LabelledTransaction> longest = burst.values().stream()
                .reduce((one, other) -> one.size() >= other.size() ? one : other)
                .orElseThrow();
        assertThat(longest).hasSizeGreaterThan(12);
        assertThat(distinct(longest, labelled -> labelled.transaction().cardToken()))
                .isGreaterThan(longest.size() * 3 / 4);
        assertThat(distinct(longest, labelled -> labelled.transaction().ip())).isGreaterThan(longest.size() * 3 / 4);
        assertThat(distinct(longest, labelled -> labelled.transaction().deviceId()))
                .isGreaterThan(2);
        assertThat(distinct(longest, LifecycleSimulatorTest::subnet)).isBetween(1, 3);
    }

    @Test
    void abusersClaimNearlyAllRefundsAtOrdinaryPrices() {
        List<LabelledTransaction> claims = frauds(FraudTypology.REFUND_ABUSE);
        Set<String> kinds = claims.stream().map(LifecycleSimulatorTest::mcc).collect(toSet());
        List<LabelledTransaction> ordinary = LEGITIMATE.stream()
                .filter(labelled -> kinds.contains(mcc(labelled)))
                .toList();

        assertThat(rates(claims, labelled -> true).of(LifecycleEvent.Type.REFUNDED))
                .isBetween(0.8, 0.95);
        assertThat(rates(ordinary, labelled -> true).of(LifecycleEvent.Type.REFUNDED))
                .isLessThan(0.12);
        assertThat(medianAmount(claims) / medianAmount(ordinary)).isBetween(0.7, 1.4);
        assertThat(claims.stream()
                        .collect(groupingBy(labelled -> labelled.transaction().accountId())))
                .hasSizeGreaterThan(5)
                .values()
                .satisfies(byAccount -> assertThat(byAccount.stream()
                                .mapToInt(List::size)
                                .average()
                                .orElseThrow())
                        .isGreaterThan(3));
        assertThat(claims).allMatch(labelled -> label(labelled).source() == Label.Source.VERDICT);
    }

    @Test
    void stolenCardsAreDeclinedMoreOftenOnceTheyAreBlocked() {
        List<LabelledTransaction> thefts = frauds(FraudTypology.STOLEN_CARD);
        Map<String, Long> startMs = thefts.stream()
                .collect(groupingBy(
                        labelled -> "" + labelled.transaction().ip(),
                        collectingAndThen(
                                mapping(labelled -> labelled.transaction().eventTimeMs(), toSet()),
                                times -> times.stream().min(Long::compare).orElseThrow())));
        Function<LabelledTransaction, Long> afterMs = labelled -> labelled.transaction()
                        .eventTimeMs()
                - Objects.requireNonNull(startMs.get("" + labelled.transaction().ip()));

        Rates early = rates(
                thefts,
                labelled -> afterMs.apply(labelled) < Duration.ofHours(3).toMillis());
        Rates late = rates(
                thefts,
                labelled -> afterMs.apply(labelled) > Duration.ofHours(48).toMillis());

        assertThat(early.of(LifecycleEvent.Type.DECLINED)).isBetween(0.08, 0.35);
        assertThat(late.ofReason(DeclineReason.SUSPECTED_FRAUD)).isGreaterThan(0.7);
        assertThat(early.of(LifecycleEvent.Type.CHALLENGE_FAILED) + early.of(LifecycleEvent.Type.CHALLENGE_ABANDONED))
                .isGreaterThan(1.5 * early.of(LifecycleEvent.Type.CHALLENGE_PASSED));
    }

    @Test
    void disputesOnlyPaymentsThatMovedMoney() {
        List<LabelledTransaction> frauds = history(TOWN.withFraudRate(0.05)).stream()
                .filter(labelled -> label(labelled).fraud())
                .toList();

        assertThat(frauds.stream().filter(labelled -> label(labelled).source() == Label.Source.CHARGEBACK))
                .isNotEmpty()
                .allMatch(labelled ->
                        has(labelled, LifecycleEvent.Type.CAPTURED) || has(labelled, LifecycleEvent.Type.PAID_OUT));
    }

    /** Events by type and reason, as shares of the transactions. */
    private record Rates(List<LabelledTransaction> transactions) {

        double of(LifecycleEvent.Type type) {
            return share(event -> event.type() == type);
        }

        double ofReason(DeclineReason reason) {
            return share(event -> event.declineReason() == reason);
        }

        double ofDeclines(DeclineReason reason) {
            return ofReason(reason) / of(LifecycleEvent.Type.DECLINED);
        }

        private double share(Predicate<LifecycleEvent> wanted) {
            return (double) transactions.stream()
                            .filter(labelled -> labelled.lifecycle().stream().anyMatch(wanted))
                            .count()
                    / transactions.size();
        }
    }

    private static Rates rates(List<LabelledTransaction> history, Predicate<LabelledTransaction> which) {
        List<LabelledTransaction> wanted = history.stream().filter(which).toList();
        assertThat(wanted).hasSizeGreaterThan(30);
        return new Rates(wanted);
    }

    private static Duration medianDelay(LifecycleEvent.Type type) {
        List<Long> sorted = LEGITIMATE.stream()
                .flatMap(labelled -> labelled.lifecycle().stream()
                        .filter(event -> event.type() == type)
                        .map(event ->
                                event.occurredAtMs() - labelled.transaction().eventTimeMs()))
                .sorted()
                .toList();
        return Duration.ofMillis(sorted.get(sorted.size() / 2));
    }

    private static double medianAmount(List<LabelledTransaction> history) {
        double[] sorted = history.stream()
                .mapToDouble(labelled -> labelled.transaction().amount().major())
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private static int distinct(
            List<LabelledTransaction> history, Function<LabelledTransaction, @Nullable Object> part) {
        return history.stream().map(part).collect(toSet()).size();
    }

    private static List<LifecycleEvent> refunds(LabelledTransaction labelled) {
        return labelled.lifecycle().stream()
                .filter(event -> event.type() == LifecycleEvent.Type.REFUNDED)
                .toList();
    }

    private static boolean has(LabelledTransaction labelled, LifecycleEvent.Type type) {
        return labelled.lifecycle().stream().anyMatch(event -> event.type() == type);
    }

    private static Predicate<LabelledTransaction> channel(Channel channel) {
        return labelled -> labelled.transaction().channel() == channel;
    }

    private static String mcc(LabelledTransaction labelled) {
        Merchant merchant = labelled.transaction().merchant();
        return merchant == null ? "" : "" + merchant.mcc();
    }

    private static Merchant merchant(LabelledTransaction labelled) {
        return Objects.requireNonNull(labelled.transaction().merchant());
    }

    private static String subnet(LabelledTransaction labelled) {
        String ip = Objects.requireNonNull(labelled.transaction().ip());
        return ip.substring(0, ip.lastIndexOf('.'));
    }

    private static Label label(LabelledTransaction labelled) {
        return Objects.requireNonNull(labelled.label());
    }

    /** Frauds of one kind in a small world full of it. */
    private static List<LabelledTransaction> frauds(FraudTypology fraudTypology) {
        FraudMix mix = new FraudMix(Map.of(fraudTypology, 1.0), Set.of(), 0);
        return history(TOWN.withFraudRate(0.02).withMix(mix)).stream()
                .filter(labelled -> fraudTypology.toString().equals(labelled.typology()))
                .toList();
    }

    private static List<LabelledTransaction> history(WorldOptions options) {
        List<LabelledTransaction> all = new ArrayList<>();
        World.of(options).forEach(all::add);
        return all;
    }
}
