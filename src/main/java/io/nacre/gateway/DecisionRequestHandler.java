package io.nacre.gateway;

import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.StandIn;
import io.nacre.decision.StandIn.Reason;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.payment.ReplyAddress;
import io.nacre.payment.Transaction;
import io.nacre.payment.TransactionReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the job for decisions, and answers each request by its deadline.
 *
 * <p>The answer to a transaction is settled once: by its decision, or by a stand-in. The stand-in is chosen a little
 * before the deadline, so that other gateways know it before the payer does.
 */
public final class DecisionRequestHandler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionRequestHandler.class);

    /** How long before the deadline a stand-in is chosen; half of the time for short deadlines. */
    private static final Duration MARGIN = Duration.ofMillis(40);

    /** The part of the margin that is left to write the answer; by then it is given, acknowledged or not. */
    private static final double ANSWER_SHARE = 0.25;

    /** Without an acknowledgement for this long, the broker counts as down. */
    private static final long BROKER_SILENT_NS = TimeUnit.SECONDS.toNanos(2);

    /** Without a reply for this long, the job counts as down. */
    private static final long JOB_SILENT_NS = TimeUnit.SECONDS.toNanos(2);

    /** With an answer that is later than this, the gateway refuses further requests for a while. */
    private static final long MAX_LAG_NS = TimeUnit.SECONDS.toNanos(1);

    /** Longer than the usual time between two answers, so that a backlog is answered before more is accepted. */
    private static final long REFUSED_FOR_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int MAX_LATE = 100_000;
    private static final int MAX_ANSWERED = 20_000;
    private static final int MAX_GIVEN = 200_000;
    private static final int MAX_REPLY_PARTITION = 1_000_000;
    private static final Duration JOURNAL_EVERY = Duration.ofSeconds(2);

    private final GatewaySettings settings;
    private final GatewayMetrics metrics;
    private final SecureRandom random = new SecureRandom();
    private final GatewayProducer producer;
    private final AccountControlReader controls;
    private final StandInReader standIns;
    private final StandInJournal journal;
    private final ReplyReader replies;
    private final RecentDecisionReader recent;

    /** Requests without an answer, by transaction. */
    private final Map<TransactionReference, PendingRequest> pending = new ConcurrentHashMap<>();

    /** Requests without an answer, by request id. */
    private final Map<String, PendingRequest> awaited = new ConcurrentHashMap<>();

    /** Requests that a stand-in answered and whose decision has not arrived, by request id. */
    private final Map<String, PendingRequest> late = bounded(MAX_LATE);

    private final Map<TransactionReference, Answered> answered = bounded(MAX_ANSWERED);

    /** The stand-ins that this gateway has answered with, which it never changes. */
    private final Map<TransactionReference, StandIn> given = bounded(MAX_GIVEN);

    private final AtomicInteger inFlight = new AtomicInteger();
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "gateway-timer"));
    private final ScheduledExecutorService resending =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "gateway-journal"));
    private final ExecutorService answers = Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()), task -> new Thread(task, "gateway-answers"));

    /** When the oldest request without a reply since the last reply was sent; 0 if all have one. */
    private volatile long unansweredSinceNs;

    /** When the broker last acknowledged something, or when the gateway started. */
    private volatile long acknowledgedNs = System.nanoTime();

    /** When an answer was last given later than planned by more than {@link #MAX_LAG_NS}; 0 if never. */
    private volatile long laggedNs;

    private volatile boolean draining;

    private record Answered(String bodyHash, DecisionAnswer answer) {}

    /** Connects to the broker, reads freezes, lists and stand-ins, and sends the entries of the journal. */
    public DecisionRequestHandler(GatewaySettings settings, GatewayMetrics metrics) throws IOException {
        this.settings = settings;
        this.metrics = metrics;
        timer.setRemoveOnCancelPolicy(true);
        KafkaSettings kafka = settings.kafka();
        controls = new AccountControlReader(kafka);
        standIns = new StandInReader(kafka);
        replies = new ReplyReader(kafka, random.nextInt(MAX_REPLY_PARTITION), new Replies());
        recent = new RecentDecisionReader(kafka);
        producer = new GatewayProducer(kafka);
        journal = new StandInJournal(settings.journal());
        metrics.observe(inFlight::get);
        Future<?> unused = resending.scheduleWithFixedDelay(
                this::sendJournal, JOURNAL_EVERY.toMillis(), JOURNAL_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether the gateway takes requests. Without a broker it still does, and stands in. */
    public boolean isReady() {
        return !draining;
    }

    /**
     * The answer to a request, by its deadline.
     *
     * @return completes exceptionally with {@link TransactionConflictException} or {@link TransactionRejectedException}
     * @throws GatewayUnavailableException if too many requests wait, or the gateway shuts down
     */
    public CompletableFuture<DecisionAnswer> decide(DecisionRequest request) throws GatewayUnavailableException {
        if (draining) {
            throw new GatewayUnavailableException(true, "the gateway shuts down; send the request to another one");
        }
        TransactionReference key = TransactionReference.of(request.transaction());
        CompletableFuture<DecisionAnswer> before = answerBefore(key, request.bodyHash());
        if (before != null) {
            return before;
        }
        if (isLagging()) {
            throw new GatewayUnavailableException(
                    false,
                    "the gateway is late with its answers; repeat the request after a second, or start another gateway");
        }
        if (inFlight.incrementAndGet() > settings.maxInFlight()) {
            inFlight.decrementAndGet();
            throw new GatewayUnavailableException(
                    false,
                    "more than " + settings.maxInFlight()
                            + " requests wait for a decision; repeat the request after a second, or start another gateway");
        }
        CompletableFuture<DecisionAnswer> answer = ask(key, request);
        return answer.whenComplete((given, error) -> inFlight.decrementAndGet());
    }

    /** The answer that was given to this transaction before; null if this gateway knows none. */
    public @Nullable DecisionAnswer find(TransactionReference key) {
        Answered decided = answered.get(key);
        if (decided != null) {
            return decided.answer();
        }
        StandIn standIn = standInOf(key);
        return standIn == null ? null : new DecisionAnswer.StoodIn(standIn);
    }

    /** The stand-in of a transaction: the one that this gateway gave, else the first on the topic; null if none. */
    private @Nullable StandIn standInOf(TransactionReference key) {
        StandIn published = standIns.find(key);
        StandIn own = given.get(key);
        return own == null || (published != null && published.answer().equals(own.answer())) ? published : own;
    }

    /** Refuses new requests, waits for the answers of the current ones, and closes the connections. */
    @Override
    public void close() throws IOException {
        draining = true;
        long endNs = System.nanoTime() + GatewaySettings.MAX_DEADLINE.toNanos();
        while (inFlight.get() > 0 && System.nanoTime() < endNs) {
            sleep();
        }
        resending.shutdownNow();
        timer.shutdownNow();
        producer.close();
        replies.close();
        recent.close();
        standIns.close();
        controls.close();
        answers.shutdown();
        journal.close();
    }

    private @Nullable CompletableFuture<DecisionAnswer> answerBefore(TransactionReference key, String bodyHash) {
        Answered decided = answered.get(key);
        if (decided != null) {
            return repeated(decided.answer(), decided.bodyHash().equals(bodyHash));
        }
        StandIn standIn = standInOf(key);
        return standIn == null
                ? null
                : repeated(
                        new DecisionAnswer.StoodIn(standIn), standIn.bodyHash().equals(bodyHash));
    }

    private static CompletableFuture<DecisionAnswer> repeated(DecisionAnswer answer, boolean isSame) {
        return isSame
                ? CompletableFuture.completedFuture(answer)
                : CompletableFuture.failedFuture(new TransactionConflictException());
    }

    private CompletableFuture<DecisionAnswer> ask(TransactionReference key, DecisionRequest request) {
        Decision known = recent.find(key, request.bodyHash());
        PendingRequest waiting =
                pending.computeIfAbsent(key, absent -> known == null ? send(request) : withoutSending(request));
        if (!waiting.bodyHash().equals(request.bodyHash())) {
            return CompletableFuture.failedFuture(new TransactionConflictException());
        }
        scheduleStandIn(waiting, request.deadlineNs());
        if (known != null) {
            awaited.remove(waiting.address().requestId());
            settleRepeat(waiting, known);
        }
        return waiting.answer().copy();
    }

    private PendingRequest send(DecisionRequest request) {
        ReplyAddress address = newAddress();
        CompletableFuture<?> acknowledged =
                producer.send(request.transaction(), request.bodyHash(), address, request.headers());
        PendingRequest waiting = new PendingRequest(request.transaction(), request.bodyHash(), address, acknowledged);
        awaited.put(address.requestId(), waiting);
        return waiting;
    }

    /** For a transaction whose decision is known: the job has it already. */
    private PendingRequest withoutSending(DecisionRequest request) {
        CompletableFuture<?> never = new CompletableFuture<>();
        return new PendingRequest(request.transaction(), request.bodyHash(), newAddress(), never);
    }

    private ReplyAddress newAddress() {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return new ReplyAddress(
                replies.partition(), Base64.getUrlEncoder().withoutPadding().encodeToString(id));
    }

    /** Each request with the same transaction has a deadline of its own; the earliest settles the answer. */
    private void scheduleStandIn(PendingRequest waiting, long deadlineNs) {
        long remainingNs = deadlineNs - System.nanoTime();
        long marginNs = Math.max(0, Math.min(MARGIN.toNanos(), remainingNs / 2));
        long answerByNs = deadlineNs - (long) (marginNs * ANSWER_SHARE);
        long standInNs = deadlineNs - marginNs;
        Future<?> standIn = timer.schedule(
                () -> {
                    observeLag(standInNs);
                    standIn(waiting, answerByNs);
                },
                Math.max(0, remainingNs - marginNs),
                TimeUnit.NANOSECONDS);
        CompletableFuture<?> unused = waiting.answer().whenComplete((given, error) -> standIn.cancel(false));
        unused = waiting.acknowledged().whenComplete((acknowledgement, error) -> {
            if (error != null) {
                // The decision cannot come.
                standIn(waiting, answerByNs);
                return;
            }
            acknowledgedNs = System.nanoTime();
            if (unansweredSinceNs == 0 && !waiting.answer().isDone()) {
                unansweredSinceNs = System.nanoTime();
            }
        });
    }

    private void standIn(PendingRequest waiting, long answerByNs) {
        Decision known = recent.find(TransactionReference.of(waiting.transaction()), waiting.bodyHash());
        if (known != null) {
            // The topic of stand-ins cannot be read to its end now. This gateway has read it up to a moment ago.
            settle(waiting, known);
            return;
        }
        StandIn standIn = newStandIn(waiting);
        if (!waiting.standIn(standIn)) {
            return;
        }
        String requestId = waiting.address().requestId();
        late.put(requestId, waiting);
        if (awaited.remove(requestId) == null) {
            // The reply has just arrived, and none follows.
            late.remove(requestId);
        }
        metrics.stoodIn(standIn);
        CompletableFuture<?> published = producer.send(standIn);
        Future<?> unused = timer.schedule(
                () -> give(waiting, standIn, published),
                Math.max(0, answerByNs - System.nanoTime()),
                TimeUnit.NANOSECONDS);
        unused = published
                .thenCompose(acknowledgement -> {
                    acknowledgedNs = System.nanoTime();
                    return standIns.caughtUp();
                })
                .whenComplete((read, error) -> give(waiting, error == null ? firstOf(standIn) : standIn, published));
    }

    /**
     * The first stand-in of the transaction on the topic, which may be another gateway's. All gateways give that one.
     */
    private StandIn firstOf(StandIn own) {
        StandIn first = standIns.find(own.reference());
        return first == null || !first.bodyHash().equals(own.bodyHash()) ? own : first;
    }

    private StandIn newStandIn(PendingRequest waiting) {
        Transaction transaction = waiting.transaction();
        Reason reason = reasonOf(waiting);
        long nowMs = System.currentTimeMillis();
        return new StandIn(
                transaction.id(),
                transaction.accountId(),
                transaction.eventTimeMs(),
                controls.with(current -> settings.standIns().answer(transaction, current, reason, nowMs)),
                settings.gatewayId(),
                waiting.bodyHash(),
                null);
    }

    /** Answers with the stand-in, which is on the topic or in the journal by then. */
    private void give(PendingRequest waiting, StandIn standIn, CompletableFuture<?> published) {
        if (!waiting.claimAnswer()) {
            return;
        }
        CompletableFuture<?> sent = CompletableFuture.allOf(published, waiting.acknowledged());
        if (!sent.isDone() || sent.isCompletedExceptionally()) {
            record(waiting.transaction(), standIn, sent);
        }
        given.put(standIn.reference(), standIn);
        complete(waiting, new DecisionAnswer.StoodIn(standIn));
    }

    private void record(Transaction transaction, StandIn standIn, CompletableFuture<?> sent) {
        try {
            journal.add(transaction, standIn, sent);
        } catch (UncheckedIOException e) {
            // The payer gets an answer anyway. The broker may still receive it from the client's buffer.
            metrics.journalFailed();
            LOG.error("a stand-in is not in the journal, and is lost if the gateway is killed now", e);
        }
    }

    private Reason reasonOf(PendingRequest waiting) {
        if (waiting.isFailed()) {
            return waiting.isOverloaded() ? Reason.OVERLOAD : Reason.BROKER_DOWN;
        }
        if (!waiting.isAcknowledged()) {
            return System.nanoTime() - acknowledgedNs > BROKER_SILENT_NS ? Reason.BROKER_DOWN : Reason.LATE;
        }
        long sinceNs = unansweredSinceNs;
        return sinceNs != 0 && System.nanoTime() - sinceNs > JOB_SILENT_NS ? Reason.JOB_DOWN : Reason.LATE;
    }

    private void complete(PendingRequest waiting, DecisionAnswer answer) {
        TransactionReference key = TransactionReference.of(waiting.transaction());
        if (answer instanceof DecisionAnswer.Decided) {
            answered.put(key, new Answered(waiting.bodyHash(), answer));
        }
        pending.remove(key, waiting);
        long settledNs = System.nanoTime();
        answers.execute(() -> {
            observeLag(settledNs);
            waiting.answer().complete(answer);
        });
    }

    /** Notes that a step of an answer starts now, and when it was planned. */
    private void observeLag(long plannedNs) {
        long nowNs = System.nanoTime();
        if (nowNs - plannedNs > MAX_LAG_NS) {
            laggedNs = nowNs;
        }
    }

    /** Whether accepted requests are answered too late, so that further ones would only make it worse. */
    private boolean isLagging() {
        long ns = laggedNs;
        return ns != 0 && System.nanoTime() - ns < REFUSED_FOR_NS;
    }

    private void fail(PendingRequest waiting, Exception error) {
        pending.remove(TransactionReference.of(waiting.transaction()), waiting);
        answers.execute(() -> waiting.answer().completeExceptionally(error));
    }

    /** Sends the journal's entries until the broker has acknowledged all. */
    private void sendJournal() {
        try {
            if (journal.isEmpty() || journal.isBeingSent()) {
                return;
            }
            List<StandInJournal.Entry> entries = journal.take();
            List<CompletableFuture<?>> sent = new ArrayList<>();
            for (StandInJournal.Entry entry : entries) {
                sent.add(resend(entry));
            }
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get();
            journal.sent();
            LOG.info("{} stand-ins of the journal are published", entries.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | IOException | RuntimeException e) {
            LOG.warn("the journal's stand-ins are not published yet, and are sent again: {}", e.getMessage());
        }
    }

    private CompletableFuture<?> resend(StandInJournal.Entry entry) {
        ReplyAddress address = newAddress();
        String bodyHash = entry.standIn().bodyHash();
        CompletableFuture<?> transaction = producer.send(entry.transaction(), bodyHash, address, Map.of());
        PendingRequest waiting = new PendingRequest(entry.transaction(), bodyHash, address, transaction);
        waiting.standIn(entry.standIn());
        late.put(address.requestId(), waiting);
        return CompletableFuture.allOf(transaction, producer.send(entry.standIn()));
    }

    private final class Replies implements ReplyReader.ReplyHandler {

        @Override
        public boolean isAwaited(String requestId) {
            return awaited.containsKey(requestId) || late.containsKey(requestId);
        }

        @Override
        public void decided(String requestId, Decision decision) {
            PendingRequest waiting = remove(requestId);
            if (waiting == null) {
                return;
            }
            if (decision.cause() == Cause.ID_CONFLICT && waiting.decide()) {
                fail(waiting, new TransactionConflictException());
            } else if (decision.duplicate()) {
                settleRepeat(waiting, decision);
            } else {
                settle(waiting, decision);
            }
        }

        @Override
        public void rejected(String requestId, RejectedTransaction rejection) {
            PendingRequest waiting = remove(requestId);
            if (waiting != null && waiting.decide()) {
                fail(waiting, new TransactionRejectedException(rejection));
            }
        }

        private @Nullable PendingRequest remove(String requestId) {
            unansweredSinceNs = 0;
            PendingRequest waiting = awaited.remove(requestId);
            return waiting == null ? late.remove(requestId) : waiting;
        }
    }

    /** Settles on the decision, unless the gateway that asked before stood in. */
    private void settleRepeat(PendingRequest waiting, Decision decision) {
        CompletableFuture<?> unused = standIns.caughtUp().thenRunAsync(() -> settle(waiting, decision), answers);
    }

    private void settle(PendingRequest waiting, Decision decision) {
        StandIn earlier = standInOf(TransactionReference.of(waiting.transaction()));
        if (!waiting.decide()) {
            link(waiting, decision);
        } else if (earlier == null) {
            complete(waiting, new DecisionAnswer.Decided(decision));
        } else if (earlier.bodyHash().equals(waiting.bodyHash())) {
            complete(waiting, new DecisionAnswer.StoodIn(earlier));
        } else {
            fail(waiting, new TransactionConflictException());
        }
    }

    /** Publishes the decision that came after the stand-in. */
    private void link(PendingRequest waiting, Decision decision) {
        StandIn standIn = waiting.standIn();
        if (standIn != null) {
            StandIn linked = firstOf(standIn).with(decision);
            metrics.decidedLate(linked);
            CompletableFuture<?> unused = producer.send(linked);
        }
    }

    private static <K, V> Map<K, V> bounded(int max) {
        return Collections.synchronizedMap(new BoundedMap<>(max));
    }

    private static void sleep() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
