package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.app.job.TransactionFeed;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ListEntry;
import io.nacre.feature.FactsResolver;
import io.nacre.feature.FeatureVector;
import io.nacre.guarantee.Evidence;
import io.nacre.guarantee.Guarantee;
import io.nacre.guarantee.SameScoresAsReplay;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.guard.GroupProgress;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.TestBundles;
import io.nacre.model.Thresholds;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.Engine;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Merchant;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.IpDatabases;
import io.nacre.simulation.World;
import io.nacre.simulation.WorldOptions;
import io.nacre.training.history.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * One story over a real broker: transactions, some twice, rubbish between them; an account is frozen and the job killed
 * at once; it goes on from its newest checkpoint, is killed again, loses all its tasks and restarts by itself; the
 * account is released. With the freeze, a merchant is put on the block list.
 *
 * <p>One partition and no parallelism, so that a second reading meets the same order: then everything said twice must
 * be the same to the bit.
 */
@Tag("end-to-end")
@TestInstance(Lifecycle.PER_CLASS)
class EndToEndTest {

    private static final int PART = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Bundle bundle = TestBundles.catalogueBundle();
    private final World world = World.of(
            WorldOptions.DEFAULT.withAccounts(60).withMerchants(60).withDays(60).withFraudRate(0.03));
    private final List<LabelledTransaction> story = story();
    private final String suspect = busiestAccount();
    private final String blocked = busiestMerchantOfOthers();
    private final Set<String> frozen = new HashSet<>();
    private final Map<Long, RejectionCode> refused = new TreeMap<>();
    private Map<String, Double> replayed;
    private Evidence evidence;

    @BeforeAll
    void live(@TempDir Path folder) throws Exception {
        Path ranges = folder.resolve("ip.mmdb");
        world.writeIpDatabase(ranges);
        IpDatabaseConfig ips = new IpDatabaseConfig(ranges.toString(), ranges.toString(), ranges.toString());
        replayed = replay(ips);
        bundle = suspecting(0.03, 0.01);
        LocalBroker broker = LocalBroker.start(folder.resolve("broker"));
        try {
            KafkaSettings kafka = KafkaSettings.of(broker.brokers());
            try (TopicSetup topics = new TopicSetup(kafka)) {
                topics.create(1, 1);
            }
            live(kafka, ips, folder.resolve("checkpoints"));
            evidence = Evidence.read(kafka, frozen);
        } finally {
            broker.close();
        }
    }

    @AfterAll
    void forget() {
        story.clear();
    }

    @Test
    void allGuaranteesHold() {
        assertThat(Guarantee.ALWAYS)
                .allSatisfy(promise -> assertThat(promise.violations(evidence))
                        .as(promise.getClass().getSimpleName())
                        .isEmpty());
    }

    @Test
    void whatWasServedIsWhatAReplayComputes() {
        assertThat(new SameScoresAsReplay(replayed).violations(evidence)).isEmpty();
    }

    @Test
    void theStoryPutsThePromisesToTheTest() {
        assertThat(evidence.decisions()).hasSizeGreaterThan(evidence.inputs().size());
        assertThat(evidence.alerts()).hasSizeGreaterThan(10);
        assertThat(frozen).hasSizeGreaterThan(5);
    }

    @Test
    void rubbishAndOnlyRubbishBecomesDeadLettersWithTheReason() {
        Map<Long, RejectionCode> letters = evidence.deadLetters().stream()
                .collect(Collectors.toMap(
                        letter -> letter.origin().offset(), DeadLetter::code, (one, other) -> one, TreeMap::new));

        assertThat(letters).isEqualTo(refused).hasSize(story.size() / 100);
    }

    @Test
    void theReleasedAccountPaysAgain() {
        Set<String> last = ids(part(4));
        List<Decision> after = evidence.decisions().stream()
                .filter(decision -> decision.accountId().equals(suspect) && last.contains(decision.transactionId()))
                .toList();

        assertThat(after).isNotEmpty().allMatch(decision -> decision.cause() == Cause.SCORE);
    }

    @Test
    void theBlockedMerchantIsPaidNothing() {
        Set<String> paid = ids(story.subList(PART, 5 * PART).stream()
                .filter(labelled -> blocked.equals(merchant(labelled)))
                .toList());
        List<Decision> declined = evidence.decisions().stream()
                .filter(decision -> paid.contains(decision.transactionId()))
                .toList();

        assertThat(declined)
                .hasSizeGreaterThan(5)
                .allMatch(decision -> decision.outcome() == Outcome.DECLINE && decision.cause() == Cause.BLOCKED);
    }

    private void live(KafkaSettings kafka, IpDatabaseConfig ips, Path checkpoints) throws Exception {
        ClusterHarness job = ClusterHarness.start(kafka, bundle, ips, checkpoints, null);
        try (Sender sender = new Sender(kafka);
                Answers answers = new Answers(kafka);
                GroupProgress progress = new GroupProgress(kafka)) {
            publishUpdates(kafka);
            progress.await(TransactionFeed.UPDATES, PATIENCE);
            sender.send(part(0));
            answers.await(sender.sent());

            // What is read again after a freeze is declined by it, whatever was answered before.
            progress.await(List.of(TopicCatalogue.TRANSACTIONS), PATIENCE);
            // No checkpoint holds these: whoever restarts must find them on their topics before the next transaction.
            publish(kafka, AccountAction.Type.FREEZE, 1);
            block(kafka);
            job.kill();
            for (int k = 1; k <= 3; k++) {
                frozen.addAll(idsOfSuspect(part(k)));
            }
            int before = sender.sent();
            sender.send(part(1));
            job = ClusterHarness.start(kafka, bundle, ips, checkpoints, ClusterHarness.newestCheckpoint(checkpoints));
            answers.await(before + PART / 2);
            job.kill();
            sender.send(part(2));
            job = ClusterHarness.start(kafka, bundle, ips, checkpoints, ClusterHarness.newestCheckpoint(checkpoints));
            answers.await(sender.sent());

            before = sender.sent();
            sender.send(part(3));
            answers.await(before + PART / 2);
            job.loseTasks();
            answers.await(sender.sent());

            // What is read again after the release is decided by the release.
            progress.await(List.of(TopicCatalogue.TRANSACTIONS), PATIENCE);
            publish(kafka, AccountAction.Type.RELEASE, 2);
            progress.await(List.of(TopicCatalogue.ACCOUNT_ACTIONS), PATIENCE);
            sender.send(part(4));
            answers.await(sender.sent());
            refused.putAll(sender.refused());
        } finally {
            job.close();
        }
    }

    private void publishUpdates(KafkaSettings kafka) {
        try (TransactionFeed transactionFeed = new TransactionFeed(kafka)) {
            world.profiles().forEach(transactionFeed::profile);
            for (LabelledTransaction labelled : story) {
                labelled.lifecycle().forEach(transactionFeed::lifecycleEvent);
                Label label = labelled.label();
                if (label != null && label.fraud()) {
                    transactionFeed.label(label);
                }
            }
        }
    }

    private void publish(KafkaSettings kafka, AccountAction.Type type, long version) {
        try (TopicWriter<AccountAction> actions = new TopicWriter<>(kafka, TopicCatalogue.ACCOUNT_ACTIONS)) {
            actions.write(new AccountAction(suspect, type, version, "analyst", "test", 1_700_000_000_000L, null));
        }
    }

    private void block(KafkaSettings kafka) {
        try (TopicWriter<ListEntry> entries = new TopicWriter<>(kafka, TopicCatalogue.LISTS)) {
            entries.write(new ListEntry(
                    ListEntry.ListType.BLOCK,
                    ListEntry.Subject.MERCHANT,
                    blocked,
                    ListEntry.Change.ADD,
                    1,
                    "analyst",
                    "test",
                    1_700_000_000_000L,
                    null));
        }
    }

    /** The same bundle with thresholds that review and decline these shares, whatever scores made-up weights give. */
    private Bundle suspecting(double reviewed, double declined) {
        double[] scores = replayed.values().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double review = scores[(int) (scores.length * (1 - reviewed))];
        double decline = scores[(int) (scores.length * (1 - declined))];
        return TestBundles.with(new Thresholds(review, decline, 0.001), bundle);
    }

    private Map<String, Double> replay(IpDatabaseConfig files) throws IOException {
        Map<String, Double> scores = new HashMap<>();
        Engine engine = bundle.engine(EngineKind.COMPILED);
        try (IpDatabases ips = IpDatabases.open(files)) {
            Replay replay = new Replay(new FactsResolver(ips)::resolve, world.profiles());
            for (LabelledTransaction labelled : story) {
                FeatureVector vector = replay.step(labelled);
                scores.put(
                        labelled.transaction().id(),
                        engine.score(vector.values()).score());
            }
        }
        return scores;
    }

    private List<LabelledTransaction> story() {
        List<LabelledTransaction> all = new ArrayList<>();
        world.forEach(all::add);
        assertThat(all).hasSizeGreaterThan(5 * PART);
        return new ArrayList<>(all.subList(0, 5 * PART));
    }

    private List<LabelledTransaction> part(int number) {
        return story.subList(number * PART, (number + 1) * PART);
    }

    private String busiestAccount() {
        Map<String, Long> counts = story.stream()
                .map(labelled -> labelled.transaction().accountId())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .orElseThrow()
                .getKey();
    }

    /** One that the suspect never pays, so that its freeze and release decide its payments. */
    private String busiestMerchantOfOthers() {
        Set<String> own = story.stream()
                .filter(labelled -> labelled.transaction().accountId().equals(suspect))
                .map(EndToEndTest::merchant)
                .collect(Collectors.toSet());
        Map<String, Long> counts = story.stream()
                .map(EndToEndTest::merchant)
                .filter(id -> !id.isEmpty() && !own.contains(id))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .orElseThrow()
                .getKey();
    }

    /** Empty where the payment names none. */
    private static String merchant(LabelledTransaction labelled) {
        Merchant merchant = labelled.transaction().merchant();
        return merchant == null ? "" : merchant.id();
    }

    private Set<String> idsOfSuspect(List<LabelledTransaction> part) {
        return ids(part.stream()
                .filter(labelled -> labelled.transaction().accountId().equals(suspect))
                .toList());
    }

    private static Set<String> ids(List<LabelledTransaction> part) {
        return part.stream().map(labelled -> labelled.transaction().id()).collect(Collectors.toSet());
    }
}
