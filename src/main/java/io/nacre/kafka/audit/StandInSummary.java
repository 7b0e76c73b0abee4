package io.nacre.kafka.audit;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.decision.StandIn;
import io.nacre.decision.StandIn.Reason;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.TransactionReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stand-ins of all gateways, compared with the decisions that came later.
 *
 * @param reasons the number of stand-ins for each reason
 * @param agreed stand-ins whose decision has the same outcome
 * @param contradictedCount stand-ins whose decision has another outcome
 * @param contradicted the first of them
 * @param undecided stand-ins without a decision so far
 */
public record StandInSummary(
        Map<Reason, Long> reasons, long agreed, long contradictedCount, List<StandIn> contradicted, long undecided) {

    public StandInSummary {
        reasons = Map.copyOf(reasons);
        contradicted = List.copyOf(contradicted);
    }

    /**
     * Reads the stand-ins that were answered within a period. Decisions that no gateway has linked, for example because
     * it was stopped, are searched in the topic of decisions.
     *
     * @param since null for all
     * @param before null for all
     * @param listed maximum number of contradictions to name
     * @param each is run for each record that is read
     */
    public static StandInSummary read(
            KafkaSettings settings, @Nullable Instant since, @Nullable Instant before, int listed, Runnable each) {
        Map<TransactionReference, StandIn> standIns = new LinkedHashMap<>();
        try (TopicReader<StandIn> reader = new TopicReader<>(settings, TopicCatalogue.STAND_INS)) {
            reader.readToEnd(record -> {
                each.run();
                if (record.decoded() instanceof DecodeResult.Value<StandIn> read
                        && isWithin(read.value(), since, before)) {
                    standIns.merge(read.value().reference(), read.value(), StandIn::followedBy);
                }
            });
        }
        findDecisions(settings, standIns, each);
        return of(standIns, listed);
    }

    private static void findDecisions(
            KafkaSettings settings, Map<TransactionReference, StandIn> standIns, Runnable each) {
        long firstMs = standIns.values().stream()
                .filter(standIn -> standIn.decision() == null)
                .mapToLong(standIn -> standIn.answer().answeredAtMs())
                .min()
                .orElse(Long.MAX_VALUE);
        if (firstMs == Long.MAX_VALUE) {
            return;
        }
        try (TopicReader<Decision> reader = new TopicReader<>(settings, TopicCatalogue.DECISIONS)) {
            reader.skipTo(firstMs);
            reader.readToEnd(record -> {
                each.run();
                if (record.decoded() instanceof DecodeResult.Value<Decision> read) {
                    standIns.computeIfPresent(
                            new TransactionReference(
                                    read.value().transactionId(), read.value().accountId()),
                            (key, standIn) -> standIn.decision() == null ? standIn.with(read.value()) : standIn);
                }
            });
        }
    }

    private static StandInSummary of(Map<TransactionReference, StandIn> standIns, int listed) {
        Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
        List<StandIn> contradicted = new ArrayList<>();
        long undecided = 0;
        long contradictions = 0;
        for (StandIn standIn : standIns.values()) {
            reasons.merge(standIn.answer().reason(), 1L, Long::sum);
            undecided += standIn.decision() == null ? 1 : 0;
            if (standIn.isContradicted()) {
                contradictions++;
                if (contradicted.size() < listed) {
                    contradicted.add(standIn);
                }
            }
        }
        return new StandInSummary(
                reasons, standIns.size() - undecided - contradictions, contradictions, contradicted, undecided);
    }

    private static boolean isWithin(StandIn standIn, @Nullable Instant since, @Nullable Instant before) {
        long atMs = standIn.answer().answeredAtMs();
        return (since == null || atMs >= since.toEpochMilli()) && (before == null || atMs < before.toEpochMilli());
    }

    /** The number of stand-ins. */
    public long count() {
        return agreed + contradictedCount + undecided;
    }
}
