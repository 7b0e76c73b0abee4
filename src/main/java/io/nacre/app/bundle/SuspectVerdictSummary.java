package io.nacre.app.bundle;

import io.nacre.decision.Verdict;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.topic.TopicCatalogue;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Names the analysts of suspect verdicts. Many by one analyst may be more than mistakes, such as manipulation. */
public final class SuspectVerdictSummary {

    private SuspectVerdictSummary() {}

    /**
     * The number of suspect verdicts and of all verdicts, by analyst.
     *
     * @param doubted transactions with a suspect verdict
     */
    public static String of(KafkaSettings settings, Set<String> doubted) {
        Map<String, String> analysts = new HashMap<>();
        TopicRecords.each(settings, TopicCatalogue.VERDICTS, verdict -> {
            if (verdict.finding() != Verdict.Finding.INCONCLUSIVE) {
                analysts.put(verdict.transactionId(), verdict.analyst());
            }
        });
        Map<String, long[]> counts = new TreeMap<>();
        analysts.forEach((transaction, analyst) -> {
            long[] count = counts.computeIfAbsent(analyst, name -> new long[2]);
            count[0] += doubted.contains(transaction) ? 1 : 0;
            count[1]++;
        });
        String who = counts.entrySet().stream()
                .filter(each -> each.getValue()[0] > 0)
                .map(each -> each.getKey() + " " + each.getValue()[0] + " of " + each.getValue()[1])
                .collect(Collectors.joining(", "));
        return doubted.size() + " verdicts contradict all others on similar transactions and are not used"
                + (who.isEmpty() ? "" : ": " + who);
    }
}
