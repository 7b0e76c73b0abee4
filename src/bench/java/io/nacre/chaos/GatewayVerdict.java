package io.nacre.chaos;

import static java.util.Objects.requireNonNull;

import io.nacre.chaos.GatewayClient.Reply;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.kafka.audit.Reconciler;
import io.nacre.kafka.audit.ReconciliationOptions;
import io.nacre.kafka.audit.ReconciliationReport.Found;
import io.nacre.kafka.audit.StandInSummary;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What a client got from two gateways under faults, compared with the topics.
 *
 * @param reached requests whose gateway was alive and not frozen until after their deadline
 * @param unanswered of these, those without an answer
 * @param latenessUs of these, the time after the deadline; 0 for an answer in time
 * @param standIns answered transactions whose first answer was a stand-in
 * @param undecided stand-ins without a decision, as {@code nacre reconcile} counts them
 * @param contradicted transactions that got two different outcomes, with what happened
 * @param atLimit of all transactions, those with a decision first and a different stand-in of the other gateway later,
 *     which could not know the decision
 * @param lost answered transactions without a decision
 * @param discrepancies of the reconciliation
 * @param failures requests without an answer, by reason
 */
record GatewayVerdict(
        long reached,
        long unanswered,
        Histogram latenessUs,
        long standIns,
        long undecided,
        List<String> contradicted,
        long atLimit,
        List<String> lost,
        long discrepancies,
        Map<String, Long> failures) {

    private static final double PERCENTILE = 99.99;
    private static final Duration LATE = Duration.ofMillis(20);
    private static final int MAX_NAMED = 5;

    /** Compares after the job has decided everything. */
    static GatewayVerdict of(List<Reply> replies, Duration deadline, KafkaSettings kafka) throws IOException {
        long reached = 0;
        long unanswered = 0;
        Histogram latenessUs = new Histogram(3);
        Map<String, Long> failures = new TreeMap<>();
        Map<String, List<Reply>> answers = new LinkedHashMap<>();
        for (Reply reply : replies) {
            long deadlineNs = reply.sentNs() + deadline.toNanos();
            boolean wasUp = reply.gateway().wasUp(reply.sentNs(), deadlineNs + LATE.toNanos());
            reached += wasUp ? 1 : 0;
            if (reply.answer() == null) {
                unanswered += wasUp ? 1 : 0;
                failures.merge(
                        (wasUp ? "living gateway: " : "dead or frozen gateway: ") + reply.failure(), 1L, Long::sum);
                continue;
            }
            answers.computeIfAbsent(reply.transactionId(), absent -> new ArrayList<>())
                    .add(reply);
            if (wasUp) {
                latenessUs.recordValue(Math.max(0, reply.endedNs() - deadlineNs) / 1_000);
            }
        }
        Set<String> decided = decided(kafka);
        StandInSummary summary = StandInSummary.read(kafka, null, null, 0, () -> {});
        return new GatewayVerdict(
                reached,
                unanswered,
                latenessUs,
                answers.values().stream().filter(same -> isStandIn(same.get(0))).count(),
                summary.undecided(),
                answers.values().stream()
                        .filter(same -> isContradicted(same) && !isAtLimit(same))
                        .map(GatewayVerdict::describe)
                        .toList(),
                answers.values().stream().filter(GatewayVerdict::isAtLimit).count(),
                answers.keySet().stream().filter(id -> !decided.contains(id)).toList(),
                Reconciler.reconcile(kafka, ReconciliationOptions.DEFAULT.untilTheEnd()).findings().stream()
                        .filter(Found::breaks)
                        .mapToLong(Found::count)
                        .sum(),
                failures);
    }

    /** The figures, one a line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("requests that reached a living gateway: " + reached + ", without an answer: " + unanswered);
        lines.add(String.format(
                Locale.ROOT,
                "answers after the deadline: %d, more than 20 ms after it: %d; p99.99 %.1f ms after it, at most %.1f ms",
                laterThan(Duration.ZERO),
                laterThan(LATE),
                latenessMs(PERCENTILE),
                latenessMs(100)));
        lines.add("stand-ins: " + standIns + ", without a decision later: " + undecided);
        lines.add("transactions with two outcomes: " + contradicted.size()
                + ", and where a gateway could not know the other's decision: " + atLimit);
        lines.add("answered transactions that are lost: " + lost.size() + ", other discrepancies: " + discrepancies);
        failures.forEach((reason, count) -> lines.add(count + " failed requests: " + reason));
        return lines;
    }

    /** The missed targets; empty if all were met. */
    List<String> missed() {
        List<String> missed = new ArrayList<>();
        if (unanswered > 0) {
            missed.add(unanswered + " requests to a living gateway have no answer");
        }
        if (latenessMs(PERCENTILE) > LATE.toMillis()) {
            missed.add(String.format(
                    Locale.ROOT, "p99.99 of the answers is %.1f ms after the deadline", latenessMs(PERCENTILE)));
        }
        if (undecided > 0) {
            missed.add(undecided + " stand-ins have no decision");
        }
        if (!contradicted.isEmpty()) {
            missed.add(contradicted.size() + " transactions have two outcomes: " + named(contradicted));
        }
        if (!lost.isEmpty()) {
            missed.add(lost.size() + " answered transactions are lost: " + named(lost));
        }
        if (discrepancies > 0) {
            missed.add(discrepancies + " discrepancies in the reconciliation");
        }
        return missed;
    }

    private long laterThan(Duration late) {
        return latenessUs.getTotalCount() - latenessUs.getCountBetweenValues(0, late.toNanos() / 1_000);
    }

    private double latenessMs(double percentile) {
        return latenessUs.getValueAtPercentile(percentile) / 1e3;
    }

    private static List<String> named(List<String> all) {
        return all.subList(0, Math.min(MAX_NAMED, all.size()));
    }

    private static boolean isContradicted(List<Reply> same) {
        return same.stream().map(reply -> answerOf(reply).outcome()).distinct().count() > 1;
    }

    private static boolean isAtLimit(List<Reply> same) {
        return isContradicted(same)
                && !isStandIn(same.get(0))
                && same.stream()
                        .skip(1)
                        .filter(later -> !answerOf(later)
                                .outcome()
                                .equals(answerOf(same.get(0)).outcome()))
                        .allMatch(later -> isStandIn(later)
                                && later.gateway() != same.get(0).gateway());
    }

    private static boolean isStandIn(Reply reply) {
        return answerOf(reply).isStandIn();
    }

    private static GatewayClient.Answer answerOf(Reply reply) {
        return requireNonNull(reply.answer(), "a reply without an answer");
    }

    private static String describe(List<Reply> same) {
        StringBuilder text = new StringBuilder(same.get(0).transactionId());
        same.forEach(reply -> text.append(' ')
                .append(reply.gateway().name())
                .append(isStandIn(reply) ? " stand-in " : " decision ")
                .append(answerOf(reply).outcome()));
        return text.toString();
    }

    private static Set<String> decided(KafkaSettings kafka) {
        Set<String> decided = new HashSet<>();
        try (TopicReader<Decision> reader = new TopicReader<>(kafka, TopicCatalogue.DECISIONS)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<Decision> read) {
                    decided.add(read.value().transactionId());
                }
            });
        }
        return decided;
    }
}
