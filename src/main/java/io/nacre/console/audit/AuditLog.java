package io.nacre.console.audit;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.investigation.AuditEntry;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaFutures;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.ProducerRecordFactory;
import io.nacre.kafka.client.ProducerSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.TopicCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log of one console. One thread takes the waiting entries, links them to the chain, and writes them in one
 * transaction.
 *
 * <p>A write whose outcome is unknown must not fork the chain. The transactional id belongs to the console: after a
 * failure, a new producer first ends the open transaction, so nothing of it can arrive later. Then the topic is read
 * again, and the chain continues at the entry that is last there. Of two processes with the same console id, only one
 * can write at a time. Whichever finds entries of the other in the chain refuses all further entries. Thread-safe.
 */
public final class AuditLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    /** Entries that wait while the broker does not answer; further ones are refused. */
    private static final int MAX_WAITING = 10_000;

    private static final int MAX_BATCH = 500;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

    private final KafkaSettings settings;
    private final String consoleId;
    private final Clock clock;
    private final Committer committer;
    private final ProducerRecordFactory<AuditEntry> factory;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread writer;
    private volatile boolean closing;
    private volatile @Nullable String refusal;

    // Only for the writer, and for the constructor before it starts.
    private @Nullable KafkaProducer<byte @Nullable [], byte[]> producer;
    private AuditChain chain;

    /** Where the chain may end, if only this process writes it; empty before the first write. */
    private List<String> possibleHeads = List.of();

    /** Commits a transaction. */
    @FunctionalInterface
    interface Committer {
        void commit(KafkaProducer<?, ?> producer);
    }

    private record Waiting(
            long atMs,
            String actor,
            String action,
            @Nullable String subject,
            @Nullable String detail,
            CompletableFuture<AuditEntry> done) {}

    private record Linked(AuditEntry entry, CompletableFuture<AuditEntry> done) {}

    private AuditLog(KafkaSettings settings, String consoleId, Clock clock, Committer committer) {
        this.settings = settings;
        this.consoleId = consoleId;
        this.clock = clock;
        this.committer = committer;
        this.factory = new ProducerRecordFactory<>(TopicCatalogue.AUDIT, settings);
        this.chain = new AuditChain(consoleId, null);
        this.writer = new Thread(this::run, "audit-log");
        writer.setDaemon(true);
    }

    /**
     * Opens the log, and reads the topic to find the end of the console's chain.
     *
     * @param consoleId of this console, and of no other that runs
     */
    public static AuditLog open(KafkaSettings settings, String consoleId, Clock clock) {
        return open(settings, consoleId, clock, KafkaProducer::commitTransaction);
    }

    /** With another way to commit, for tests. */
    static AuditLog open(KafkaSettings settings, String consoleId, Clock clock, Committer committer) {
        AuditLog log = new AuditLog(settings, consoleId, clock, committer);
        try {
            log.connect();
        } catch (KafkaException e) {
            log.disconnect();
            throw KafkaAccessException.of(settings, e);
        } catch (RuntimeException e) {
            log.disconnect();
            throw e;
        }
        log.writer.start();
        return log;
    }

    /**
     * Appends an entry. The future completes when all replicas have the entry. It fails with an
     * {@link AuditLogException} if the entry is not, or perhaps not, in the log: then the access must be denied.
     *
     * @param action such as {@code verdict}
     * @param subject the id of the incident, account or other subject
     */
    public CompletableFuture<AuditEntry> append(
            String actor, String action, @Nullable String subject, @Nullable String detail) {
        Waiting waiting = new Waiting(clock.millis(), actor, action, subject, detail, new CompletableFuture<>());
        String refused = closing ? "the audit log is closed: the console is stopping" : refusal;
        if (refused == null && !queue.offer(waiting)) {
            refused = "the audit log has " + MAX_WAITING + " entries that wait for the broker: try again later";
        }
        if (refused != null) {
            waiting.done().completeExceptionally(new AuditLogException(refused));
        }
        return waiting.done();
    }

    /** Why the log accepts no entries; null while it does. */
    public @Nullable String refusal() {
        return refusal;
    }

    /** Writes the waiting entries, then closes. */
    @Override
    public void close() {
        closing = true;
        try {
            writer.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            throw KafkaFutures.interrupted(e, "closing the audit log");
        }
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            batch.clear();
            try {
                Waiting first = queue.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MAX_BATCH - 1);
                    write(batch);
                }
            } catch (InterruptedException e) {
                closing = true;
            } catch (RuntimeException e) {
                LOG.error("{} entries are not in the audit log", batch.size(), e);
                fail(batch, new AuditLogException("the entry is not in the audit log: " + e.getMessage(), e));
                disconnect();
            }
        }
        disconnect();
    }

    private void write(List<Waiting> batch) {
        String refused = refusal;
        if (refused != null) {
            fail(batch, new AuditLogException(refused));
            return;
        }
        try {
            connect();
        } catch (KafkaException | KafkaAccessException | AuditLogException e) {
            disconnect();
            fail(batch, new AuditLogException("the entry is not in the audit log: " + e.getMessage(), e));
            return;
        }
        List<Linked> linked = link(batch);
        if (linked.isEmpty()) {
            return;
        }
        try {
            commit(linked);
        } catch (KafkaException | KafkaAccessException e) {
            resolve(linked, e);
            return;
        }
        possibleHeads = List.of(chain.head());
        complete(linked);
    }

    private List<Linked> link(List<Waiting> batch) {
        List<Linked> linked = new ArrayList<>();
        for (Waiting each : batch) {
            try {
                linked.add(new Linked(
                        chain.next(each.atMs(), each.actor(), each.action(), each.subject(), each.detail()),
                        each.done()));
            } catch (IllegalArgumentException e) {
                each.done().completeExceptionally(new AuditLogException("invalid entry: " + e.getMessage(), e));
            }
        }
        return linked;
    }

    private void commit(List<Linked> batch) {
        KafkaProducer<byte @Nullable [], byte[]> open = requireNonNull(producer, "not connected");
        open.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Linked each : batch) {
            sent.add(open.send(factory.record(each.entry())));
        }
        for (Future<RecordMetadata> each : sent) {
            KafkaFutures.of(each, settings, "writing the audit log");
        }
        committer.commit(open);
    }

    /** Finds out what became of a batch whose outcome is unknown. */
    private void resolve(List<Linked> batch, RuntimeException failure) {
        disconnect();
        String head = batch.get(batch.size() - 1).entry().hash();
        possibleHeads = List.of(batch.get(0).entry().previousHash(), head);
        String problem = "the entry is not in the audit log: ";
        try {
            connect();
            if (chain.head().equals(head)) {
                complete(batch);
                return;
            }
        } catch (KafkaException | KafkaAccessException | AuditLogException e) {
            disconnect();
            problem = refusal == null ? "it is unknown whether the entry is in the audit log: " : refusal + ": ";
        }
        LOG.warn("{}{} entries of console {}", problem, batch.size(), consoleId, failure);
        for (Linked each : batch) {
            each.done().completeExceptionally(new AuditLogException(problem + failure.getMessage(), failure));
        }
    }

    private static void complete(List<Linked> batch) {
        batch.forEach(each -> each.done().complete(each.entry()));
    }

    private static void fail(List<Waiting> batch, AuditLogException failure) {
        batch.forEach(each -> each.done().completeExceptionally(failure));
    }

    /** Ends what an earlier producer left open, then finds the end of the chain. */
    private void connect() {
        if (producer != null) {
            return;
        }
        Properties properties = ProducerSettings.of(settings);
        properties.putIfAbsent("max.block.ms", Long.toString(PATIENCE.toMillis()));
        properties.putIfAbsent("request.timeout.ms", Long.toString(PATIENCE.toMillis()));
        properties.putIfAbsent("delivery.timeout.ms", Long.toString(PATIENCE.toMillis() * 2));
        properties.setProperty(
                "transactional.id", "console-" + settings.nameOf(TopicCatalogue.AUDIT) + "-" + consoleId);
        KafkaProducer<byte @Nullable [], byte[]> opened =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer = opened;
        opened.initTransactions();
        chain = new AuditChain(consoleId, last());
        if (!possibleHeads.isEmpty() && !possibleHeads.contains(chain.head())) {
            refusal = "another process writes the audit log of console " + consoleId
                    + ": stop one of the two, or give it another id, and restart this one";
            throw new AuditLogException(refusal);
        }
    }

    private void disconnect() {
        KafkaProducer<byte @Nullable [], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }

    /**
     * The entry at the end of the chain; null if there is none. An erasure may have changed the order of the records.
     */
    private @Nullable AuditEntry last() {
        AtomicReference<@Nullable AuditEntry> last = new AtomicReference<>();
        try (TopicReader<AuditEntry> reader = new TopicReader<>(settings, TopicCatalogue.AUDIT)) {
            reader.readToEnd(record -> {
                AuditEntry before = last.get();
                if (record.decoded() instanceof DecodeResult.Value<AuditEntry> read
                        && read.value().consoleId().equals(consoleId)
                        && (before == null || read.value().sequence() > before.sequence())) {
                    last.set(read.value());
                }
            });
        }
        return last.get();
    }
}
