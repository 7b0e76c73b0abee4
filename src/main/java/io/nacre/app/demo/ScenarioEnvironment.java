package io.nacre.app.demo;

import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.job.TransactionFeed;
import io.nacre.codec.mapping.BundleAnnouncement.Role;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Transaction;
import io.nacre.simulation.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The environment of the scenario: the payment platform, the analysts who review alerts, and access to the topics. */
final class ScenarioEnvironment implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    /** The number of transactions to send before waiting for their decisions. */
    private static final int BATCH = 250;

    private static final long REVIEW_MS = TimeUnit.HOURS.toMillis(1);

    private final KafkaSettings kafka;
    private final ScenarioTranscript transcript;
    private final TransactionFeed transactionFeed;
    private final Supplier<CommandLine> commands;
    private final TopicWriter<Verdict> verdicts;
    private final TopicReader<Decision> decisions;
    private final Map<String, Decision> decided = new HashMap<>();
    private final Map<String, LabelledTransaction> truths = new HashMap<>();
    private final List<LabelledTransaction> world = new ArrayList<>();
    private Set<String> unreviewed = Set.of();
    private int next;
    private int made;

    ScenarioEnvironment(
            KafkaSettings kafka, World world, Supplier<CommandLine> commands, ScenarioTranscript transcript) {
        this.kafka = kafka;
        this.commands = commands;
        this.transcript = transcript;
        world.forEach(this.world::add);
        transactionFeed = new TransactionFeed(kafka);
        verdicts = new TopicWriter<>(kafka, TopicCatalogue.VERDICTS);
        decisions = new TopicReader<>(kafka, TopicCatalogue.DECISIONS);
        world.profiles().forEach(transactionFeed::profile);
        transactionFeed.flush();
    }

    void step(String title) {
        transcript.begin(title);
    }

    /**
     * Sends transactions in time order until the job freezes an account because of a fraud of this kind; returns the
     * fraud.
     */
    LabelledTransaction payUntilFrozen(long fromMs, String typology) {
        while (next < world.size()) {
            payBatch();
            Set<String> frozen = new HashSet<>();
            TopicRecords.each(kafka, TopicCatalogue.ACCOUNT_ACTIONS, action -> {
                if (action.actorType() == AccountAction.ActorType.SYSTEM) {
                    frozen.add(action.accountId());
                }
            });
            for (Decision decision : decided.values()) {
                LabelledTransaction truth = truths.get(decision.transactionId());
                if (truth != null
                        && decision.outcome() == Outcome.DECLINE
                        && typology.equals(truth.typology())
                        && decision.eventTimeMs() >= fromMs
                        && frozen.contains(decision.accountId())) {
                    return truth;
                }
            }
        }
        throw failed("no account was frozen because of " + typology);
    }

    /** Sends the rest of the transactions. */
    void payRest() {
        while (next < world.size()) {
            payBatch();
        }
    }

    /** The latest legitimate transaction of another account that was approved. */
    LabelledTransaction approvedOfOtherAccount(String victim) {
        return world.subList(0, next).stream()
                .filter(each -> !each.transaction().accountId().equals(victim))
                .filter(each -> each.label() == null || !each.label().fraud())
                .filter(each -> {
                    Decision decision = decided.get(each.transaction().id());
                    return decision != null && decision.outcome() == Outcome.APPROVE;
                })
                .reduce((first, second) -> second)
                .orElseThrow(() -> failed("no other legitimate transaction was approved"));
    }

    /** Sends copies of a transaction until one gets the wanted decision. */
    Decision pay(LabelledTransaction like, Predicate<Decision> wanted) {
        long endNs = System.nanoTime() + PATIENCE.toNanos();
        Decision last = null;
        while (System.nanoTime() < endNs) {
            Transaction another = like(like.transaction());
            transactionFeed.transaction(new LabelledTransaction(another, null, null));
            transactionFeed.flush();
            await(Set.of(another.id()));
            last = decided.get(another.id());
            if (last != null && wanted.test(last)) {
                return last;
            }
        }
        throw failed("no transaction of " + like.transaction().accountId() + " got the expected decision; the"
                + " last is " + last);
    }

    void verdict(LabelledTransaction payment, @Nullable String incidentId, boolean fraud) {
        Transaction transaction = payment.transaction();
        verdicts.write(new Verdict(
                transaction.accountId(),
                transaction.id(),
                incidentId,
                fraud ? Verdict.Finding.FRAUD : Verdict.Finding.LEGITIMATE,
                "ann",
                null,
                transaction.eventTimeMs() + REVIEW_MS));
        verdicts.flush();
    }

    /** Waits for the first matching record. */
    <T> T read(String what, Topic<T> topic, Predicate<T> wanted) {
        List<T> found = new ArrayList<>();
        long endNs = System.nanoTime() + PATIENCE.toNanos();
        try (TopicReader<T> reader = new TopicReader<>(kafka, topic)) {
            while (found.isEmpty() && System.nanoTime() < endNs) {
                reader.poll(POLL, record -> {
                    if (record.decoded() instanceof DecodeResult.Value<T> value && wanted.test(value.value())) {
                        found.add(value.value());
                    }
                });
            }
        }
        if (found.isEmpty()) {
            throw failed(what + " was not written to " + topic.name());
        }
        return found.get(0);
    }

    /** The id of the latest challenger. */
    String announced() {
        String[] id = new String[1];
        TopicRecords.each(kafka, TopicCatalogue.BUNDLES, bundle -> {
            id[0] = bundle.role() == Role.CHALLENGER ? bundle.bundleId() : id[0];
        });
        if (id[0] == null) {
            throw failed("no challenger was written to " + TopicCatalogue.BUNDLES.name());
        }
        return id[0];
    }

    /** Runs a command like a user, and shows it. */
    void command(String... words) {
        transcript.command("nacre " + String.join(" ", words) + " --bootstrap-servers " + kafka.brokers());
        CommandLine nacre = commands.get();
        nacre.setOut(transcript.out());
        nacre.setErr(transcript.out());
        int code = nacre.execute(Stream.concat(Stream.of(words), Stream.of("--bootstrap-servers", kafka.brokers()))
                .toArray(String[]::new));
        transcript.out().flush();
        if (code != 0) {
            throw failed("'nacre " + String.join(" ", words) + "' failed with exit code " + code);
        }
    }

    private void payBatch() {
        unreviewed.forEach(this::review);
        verdicts.flush();
        Set<String> sent = new HashSet<>();
        for (int end = Math.min(world.size(), next + BATCH); next < end; next++) {
            LabelledTransaction each = world.get(next);
            truths.put(each.transaction().id(), each);
            sent.add(each.transaction().id());
            transactionFeed.transaction(each);
        }
        transactionFeed.flush();
        await(sent);
        unreviewed = sent;
    }

    /** The analyst's verdict on a transaction that was reviewed or declined; it is always correct. */
    private void review(String id) {
        Decision decision = decided.get(id);
        LabelledTransaction truth = truths.get(id);
        if (decision != null
                && truth != null
                && truth.label() != null
                && decision.outcome().isAlert()) {
            verdict(truth, null, truth.label().fraud());
        }
    }

    private void await(Set<String> ids) {
        Set<String> missing = new HashSet<>(ids);
        missing.removeAll(decided.keySet());
        long endNs = System.nanoTime() + PATIENCE.toNanos();
        while (!missing.isEmpty() && System.nanoTime() < endNs) {
            decisions.poll(POLL, record -> {
                if (record.decoded() instanceof DecodeResult.Value<Decision> read) {
                    decided.put(read.value().transactionId(), read.value());
                    missing.remove(read.value().transactionId());
                }
            });
        }
        if (!missing.isEmpty()) {
            throw failed(missing.size() + " transactions were not decided in time");
        }
    }

    private Transaction like(Transaction payment) {
        long nowMs = world.get(Math.min(next, world.size() - 1)).transaction().eventTimeMs();
        return new Transaction(
                "story-" + ++made,
                Math.max(nowMs, payment.eventTimeMs()) + made,
                payment.accountId(),
                payment.cardToken(),
                payment.amount(),
                payment.channel(),
                payment.ip(),
                payment.deviceId(),
                payment.merchant(),
                payment.payerLocation(),
                payment.counterpartyId(),
                payment.userAgent(),
                payment.failedAttempts(),
                payment.attributes());
    }

    private CommandFailedException failed(String what) {
        return new CommandFailedException("step " + transcript.current() + ": " + what);
    }

    @Override
    public void close() {
        try (transactionFeed;
                verdicts;
                decisions) {
            transcript.out().flush();
        }
    }
}
