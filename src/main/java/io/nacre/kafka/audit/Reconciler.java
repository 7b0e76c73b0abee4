package io.nacre.kafka.audit;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.Contract;
import io.nacre.codec.ContractReader;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.decision.Decision;
import io.nacre.decision.incident.Alert;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.OffsetRange;
import io.nacre.kafka.client.OffsetRangeReader;
import io.nacre.kafka.client.TopicIds;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.Topic.Cleanup;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.RecordOrigin;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reconciles inputs with outputs: every transaction must have exactly one decision or one dead letter. It keeps a few
 * bits per offset and processes the transaction ids in parts, so memory is bounded.
 */
public final class Reconciler {

    /** Marks the source of outputs whose input is not on the current topics. */
    private static final String ELSEWHERE = "";

    /** Maximum number of ids in memory, at 64 bytes each; for more, the topic is read again. */
    private static final long IDS_AT_A_TIME = 2_000_000;

    private final KafkaSettings settings;
    private final ReconciliationOptions options;
    private final Map<Discrepancy, DiscrepancyTally> tallies = new EnumMap<>(Discrepancy.class);
    private final ReconciliationInputs inputs;
    private final TopicIds topics;
    private final OffsetRangeReader outputs;
    private final long idsAtATime;

    private Reconciler(
            KafkaSettings settings,
            ReconciliationOptions options,
            TopicIds topics,
            OffsetRangeReader outputs,
            long idsAtATime,
            Runnable each) {
        this.settings = settings;
        this.options = options;
        this.topics = topics;
        this.outputs = outputs;
        this.idsAtATime = idsAtATime;
        for (Discrepancy finding : Discrepancy.values()) {
            tallies.put(finding, new DiscrepancyTally(options.listed()));
        }
        this.inputs = ReconciliationInputs.read(settings, options, answersSinceMs(), each);
    }

    /** Reconciles the current inputs and outputs. */
    public static ReconciliationReport reconcile(KafkaSettings settings, ReconciliationOptions options) {
        return reconcile(settings, options, () -> {});
    }

    /**
     * The same, with its progress.
     *
     * @param each is run for each record that is read; a topic that is read twice counts twice
     */
    public static ReconciliationReport reconcile(KafkaSettings settings, ReconciliationOptions options, Runnable each) {
        return reconcile(settings, options, IDS_AT_A_TIME, each);
    }

    static ReconciliationReport reconcile(KafkaSettings settings, ReconciliationOptions options, long idsAtATime) {
        return reconcile(settings, options, idsAtATime, () -> {});
    }

    private static ReconciliationReport reconcile(
            KafkaSettings settings, ReconciliationOptions options, long idsAtATime, Runnable each) {
        TopicIds topics = TopicIds.of(settings, TopicCatalogue.ALL);
        ReconciliationReport balance;
        try (OffsetRangeReader outputs = new OffsetRangeReader(settings, options.outputs(), each)) {
            balance = new Reconciler(settings, options, topics, outputs, idsAtATime, each).balance();
        }
        topics.requireUnchanged(settings);
        return balance;
    }

    private ReconciliationReport balance() {
        readDecisions();
        readLetters();
        readExamples();
        readAlerts();
        ReconciliationInputs.TOPICS.forEach(topic -> inputs.of(topic).forEach(account -> compare(topic, account)));
        List<ReconciliationReport.Found> findings = new ArrayList<>();
        tallies.forEach((finding, tally) -> findings.add(tally.found(finding, finding.breaks(options.once()))));
        return new ReconciliationReport(
                ReconciliationInputs.TOPICS.stream().map(this::row).toList(), findings);
    }

    /**
     * The time from which all outputs are available. It is the timestamp of the first remaining output if earlier ones
     * were deleted.
     */
    private long answersSinceMs() {
        long[] since = {Long.MIN_VALUE};
        for (Topic<?> topic : List.of(TopicCatalogue.DECISIONS, TopicCatalogue.DEAD_LETTERS)) {
            Map<TopicPartition, OffsetRange> firsts = new HashMap<>();
            outputs.whole(settings.nameOf(topic)).forEach((partition, offsetRange) -> {
                if (offsetRange.from() > 0 && offsetRange.length() > 0) {
                    firsts.put(partition, new OffsetRange(offsetRange.from(), offsetRange.from() + 1));
                } else if (offsetRange.from() > 0) {
                    since[0] = Long.MAX_VALUE;
                }
            });
            outputs.read(firsts, record -> since[0] = Math.max(since[0], record.timestamp()));
        }
        return since[0];
    }

    private void readDecisions() {
        Map<TopicPartition, OffsetRange> whole = outputs.whole(settings.nameOf(TopicCatalogue.DECISIONS));
        long passes = passes(whole);
        for (int pass = 0; pass < passes; pass++) {
            decisions(whole, pass, passes);
        }
    }

    private void decisions(Map<TopicPartition, OffsetRange> whole, int pass, long passes) {
        FingerprintMap first = new FingerprintMap();
        FingerprintMap payers = new FingerprintMap();
        ContractReader<Decision> reader = Contract.DECISION.reader(settings.framing());
        ContractReader<RejectedTransaction> rejections = Contract.REJECTED_TRANSACTION.reader(settings.framing());
        ConcurrentJobDetector jobs = new ConcurrentJobDetector();
        outputs.read(whole, record -> {
            Decision decision = value(reader, record, false);
            String source = source(record, pass == 0);
            if (pass == 0 && !jobs.isInTurn(record)) {
                found(Discrepancy.TWO_JOBS, String.valueOf(source));
            }
            if (decision == null && value(rejections, record, pass == 0) != null) {
                if (pass == 0) {
                    addOutput(record, source, account -> account.rejected);
                }
                return;
            }
            if (pass == 0) {
                addOutput(record, source, account -> account.decided);
            }
            if (decision == null || source == null || source.equals(ELSEWHERE)) {
                return;
            }
            long id = FingerprintMap.of(decision.transactionId());
            if (pass == 0 && decision.duplicate()) {
                note(source, account -> account.repeats);
            } else if (!decision.duplicate() && Math.floorMod(id, passes) == pass) {
                long sourceHash = FingerprintMap.of(source);
                long payer = FingerprintMap.of(decision.accountId());
                if (payers.putIfAbsent(id, payer) != payer) {
                    found(
                            Discrepancy.ID_OF_TWO_ACCOUNTS,
                            decision.transactionId() + " of " + decision.accountId() + " at " + source);
                } else if (first.putIfAbsent(id, sourceHash) != sourceHash) {
                    found(Discrepancy.DECIDED_AGAIN, decision.transactionId() + " at " + source);
                }
            }
        });
    }

    private void readLetters() {
        ContractReader<DeadLetter> reader = Contract.DEAD_LETTER.reader(settings.framing());
        outputs.read(outputs.whole(settings.nameOf(TopicCatalogue.DEAD_LETTERS)), record -> {
            value(reader, record, true);
            addOutput(record, source(record, true), account -> account.letters);
        });
    }

    /** The topic also has labels, each with its own source. */
    private void readExamples() {
        outputs.read(
                outputs.whole(settings.nameOf(TopicCatalogue.EXAMPLES)),
                record -> note(source(record, true), account -> account.examples));
    }

    private void readAlerts() {
        Map<TopicPartition, OffsetRange> whole = outputs.whole(settings.nameOf(TopicCatalogue.ALERTS));
        long passes = passes(whole);
        for (int pass = 0; pass < passes; pass++) {
            FingerprintMap incidents = new FingerprintMap();
            ContractReader<Alert> reader = Contract.ALERT.reader(settings.framing());
            int part = pass;
            outputs.read(whole, record -> {
                Alert alert = value(reader, record, part == 0);
                if (alert == null || alert.entity() != null) {
                    return;
                }
                long id = FingerprintMap.of(alert.transactionId());
                long incident = FingerprintMap.of(alert.incidentId());
                if (Math.floorMod(id, passes) == part && incidents.putIfAbsent(id, incident) != incident) {
                    found(Discrepancy.TWO_INCIDENTS, alert.transactionId() + " in " + alert.incidentId());
                }
            });
        }
    }

    private long passes(Map<TopicPartition, OffsetRange> whole) {
        long records = whole.values().stream().mapToLong(OffsetRange::length).sum();
        return 1 + records / idsAtATime;
    }

    private <T> @Nullable T value(ContractReader<T> reader, ConsumerRecord<byte[], byte[]> record, boolean report) {
        RecordOrigin place = new RecordOrigin(record.topic(), record.partition(), record.offset(), record.timestamp());
        if (reader.read(place, record.value()) instanceof DecodeResult.Value<T> read) {
            return read.value();
        }
        if (report) {
            found(Discrepancy.UNREADABLE, SourceHeader.text(place));
        }
        return null;
    }

    /** The source of the output without the topic id; {@link #ELSEWHERE} if it is another topic. */
    private @Nullable String source(ConsumerRecord<byte[], byte[]> record, boolean report) {
        String source = SourceHeader.of(record.headers());
        RecordOrigin origin = source == null ? null : SourceHeader.origin(source);
        if (origin == null) {
            return source;
        }
        String now = topics.of(origin.topic());
        if (origin.topicId() != null && now != null && !now.equals(origin.topicId())) {
            if (report) {
                found(Discrepancy.OTHER_TOPIC, SourceHeader.text(origin));
            }
            return ELSEWHERE;
        }
        return SourceHeader.position(origin);
    }

    private void addOutput(
            ConsumerRecord<byte[], byte[]> record,
            @Nullable String source,
            Function<PartitionCoverage, OffsetSet> outputsOf) {
        if (ELSEWHERE.equals(source)) {
            return;
        }
        RecordOrigin origin = source == null ? null : SourceHeader.origin(source);
        if (origin == null) {
            found(Discrepancy.NO_SOURCE, record.topic() + ":" + record.partition() + ":" + record.offset());
            return;
        }
        within(origin, account -> {
            if (!outputsOf.apply(account).add(origin.offset())) {
                found(Discrepancy.WRITTEN_AGAIN, SourceHeader.text(origin));
            }
        });
    }

    private void note(@Nullable String source, Function<PartitionCoverage, OffsetSet> set) {
        RecordOrigin origin = source == null ? null : SourceHeader.origin(source);
        if (origin != null) {
            within(origin, account -> set.apply(account).add(origin.offset()));
        }
    }

    private void within(RecordOrigin origin, Consumer<PartitionCoverage> then) {
        PartitionCoverage account = inputs.of(new TopicPartition(origin.topic(), origin.partition()));
        if (account != null && account.span.has(origin.offset())) {
            then.accept(account);
        }
    }

    private void compare(Topic<?> topic, PartitionCoverage account) {
        boolean answered = topic.equals(TopicCatalogue.TRANSACTIONS);
        boolean compacted = topic.cleanup() != Cleanup.DELETE;
        for (long offset = account.span.from(); offset < account.span.to(); offset++) {
            boolean record = account.records.has(offset);
            boolean decided = account.decided.has(offset);
            boolean letter = account.letters.has(offset);
            boolean rejected = account.rejected.has(offset);
            if (answered && record && !decided && !letter && !account.old.has(offset)) {
                found(Discrepancy.MISSING, account.name(offset));
            }
            if (decided && letter) {
                found(Discrepancy.BOTH, account.name(offset));
            }
            if (rejected && !letter) {
                found(Discrepancy.REJECTED_ALONE, account.name(offset));
            }
            if (!record && !compacted && (decided || letter || rejected)) {
                found(Discrepancy.NO_INPUT, account.name(offset));
            }
            if (decided && !account.examples.has(offset) && !account.repeats.has(offset)) {
                found(Discrepancy.NO_EXAMPLE, account.name(offset));
            }
        }
    }

    private ReconciliationReport.Row row(Topic<?> topic) {
        List<PartitionCoverage> accounts = inputs.of(topic);
        boolean answered = topic.equals(TopicCatalogue.TRANSACTIONS);
        return new ReconciliationReport.Row(
                settings.nameOf(topic),
                answered,
                sum(accounts, account -> account.removed),
                sum(accounts, account -> account.span.length()),
                sum(accounts, account -> account.records.size()),
                sum(accounts, account -> account.aborted.size()),
                sum(accounts, PartitionCoverage::markers),
                sum(accounts, account -> account.open),
                sum(accounts, account -> account.decided.size()),
                sum(accounts, account -> account.letters.size()),
                answered ? sum(accounts, PartitionCoverage::unprovable) : 0);
    }

    private static long sum(List<PartitionCoverage> accounts, Function<PartitionCoverage, Long> part) {
        return accounts.stream().mapToLong(part::apply).sum();
    }

    private void found(Discrepancy finding, String what) {
        requireNonNull(tallies.get(finding)).found(what);
    }
}
