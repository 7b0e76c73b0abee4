package io.nacre.app.analyst;

import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.control.ListEntry;
import io.nacre.kafka.admin.TopicByteScanner;
import io.nacre.kafka.admin.TopicRewriter;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.secret.ByteTextSearcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The topics with data of an account, and how long it remains there after an erasure. */
final class ErasureScope {

    private ErasureScope() {}

    /** The keys of compacted topics that belong only to the account. */
    static Map<Topic<?>, List<String>> keys(String account) {
        Map<Topic<?>, List<String>> keys = new LinkedHashMap<>();
        keys.put(TopicCatalogue.ACCOUNT_PROFILES, List.of(account));
        keys.put(TopicCatalogue.ALERTS, List.of(account));
        return keys;
    }

    /**
     * Removes account actions, list entries, what analysts recorded, and the content of audit entries, up to the time
     * of the request; their topics have no retention.
     *
     * @param each is run after each record that was read
     */
    static void remove(KafkaSettings settings, ErasureRequest erasureRequest, Runnable each) {
        TopicRewriter.without(settings, TopicCatalogue.ACCOUNT_ACTIONS, AccountAction::version, action -> {
            each.run();
            return action.accountId().equals(erasureRequest.accountId())
                    && action.requestedAtMs() <= erasureRequest.requestedAtMs();
        });
        TopicRewriter.without(settings, TopicCatalogue.LISTS, ListEntry::version, entry -> {
            each.run();
            return entry.subject() == ListEntry.Subject.ACCOUNT
                    && entry.value().equals(erasureRequest.accountId())
                    && entry.changedAtMs() <= erasureRequest.requestedAtMs();
        });
        InvestigationErasure erasure = new InvestigationErasure(settings, erasureRequest, each);
        erasure.removeRecords();
        erasure.removeAuditContent();
    }

    /** When the account's records on the topic are removed, as text. */
    static String retentionNote(Topic<?> topic) {
        if (topic.equals(TopicCatalogue.ACCOUNT_ACTIONS) || topic.equals(TopicCatalogue.LISTS)) {
            return "removed";
        }
        if (topic.equals(TopicCatalogue.AUDIT)) {
            return "content removed; the hashes of the entries stay";
        }
        if (topic.equals(TopicCatalogue.INVESTIGATIONS)) {
            return "tombstones written; removed by compaction";
        }
        boolean emptied = keys("").containsKey(topic);
        Duration retention = topic.retention();
        if (emptied) {
            return "tombstone written; removed by compaction"
                    + (retention == null ? "" : ", in " + retention.toDays() + " days at the latest");
        }
        if (retention != null) {
            return "each record is removed after "
                    + (retention.toDays() > 0 ? retention.toDays() + " days" : retention.toHours() + " h");
        }
        return topic.equals(TopicCatalogue.TRANSACTIONS)
                ? "removed by the retention of the platform"
                : "contains no account ids";
    }

    /**
     * The number of records of each topic that contain one of the texts.
     *
     * @param each is run after each record
     */
    static List<ErasureVerificationReport.TopicCount> onTopics(
            KafkaSettings settings, ByteTextSearcher searcher, Runnable each) {
        List<ErasureVerificationReport.TopicCount> found = new ArrayList<>();
        try (TopicByteScanner scan = new TopicByteScanner(settings, searcher, each)) {
            for (Topic<?> topic : TopicCatalogue.ALL) {
                found.add(new ErasureVerificationReport.TopicCount(settings.nameOf(topic), scan.records(topic)));
            }
        }
        return found;
    }
}
