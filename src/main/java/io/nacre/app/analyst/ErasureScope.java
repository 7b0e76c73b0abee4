package io.nacre.app.analyst;

import io.nacre.decision.AccountAction;
import io.nacre.decision.ErasureRequest;
import io.nacre.decision.ListEntry;
import io.nacre.kafka.admin.TopicByteScanner;
import io.nacre.kafka.admin.TopicRewriter;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.secret.ForbiddenTextScanner;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where an account leaves traces on the topics, and how long they stay once it is erased. */
final class ErasureScope {

    private ErasureScope() {}

    /** The keys of compacted topics that are the account's alone. */
    static Map<Topic<?>, List<String>> keys(String account) {
        Map<Topic<?>, List<String>> keys = new LinkedHashMap<>();
        keys.put(TopicCatalogue.ACCOUNT_PROFILES, List.of(account));
        keys.put(TopicCatalogue.ALERTS, List.of(account));
        return keys;
    }

    /** Takes out of the topics of orders, which are kept for ever, what is not newer than the erasure. */
    static void takeOut(KafkaSettings settings, ErasureRequest erasureRequest) {
        TopicRewriter.without(
                settings,
                TopicCatalogue.ACCOUNT_ACTIONS,
                AccountAction::version,
                action -> action.accountId().equals(erasureRequest.accountId())
                        && action.requestedAtMs() <= erasureRequest.requestedAtMs());
        TopicRewriter.without(
                settings,
                TopicCatalogue.LISTS,
                ListEntry::version,
                entry -> entry.subject() == ListEntry.Subject.ACCOUNT
                        && entry.value().equals(erasureRequest.accountId())
                        && entry.changedAtMs() <= erasureRequest.requestedAtMs());
    }

    /** What becomes of the account's records there, in words. */
    static String retentionNote(Topic<?> topic) {
        if (topic.equals(TopicCatalogue.ACCOUNT_ACTIONS) || topic.equals(TopicCatalogue.LISTS)) {
            return "taken out";
        }
        boolean emptied = keys("").containsKey(topic);
        Duration retention = topic.retention();
        if (emptied) {
            return "emptied; gone when the broker compacts"
                    + (retention == null ? "" : ", in " + retention.toDays() + " days at the latest");
        }
        if (retention != null) {
            return "gone " + retention.toDays() + " days after each record was written";
        }
        return topic.equals(TopicCatalogue.TRANSACTIONS)
                ? "as the platform's retention says"
                : "names no account of its own";
    }

    /** Prints, and returns, how many records of all topics hold one of the texts. */
    static int onTopics(KafkaSettings settings, ForbiddenTextScanner forbiddenTextScanner, PrintWriter out) {
        int all = 0;
        try (TopicByteScanner scan = new TopicByteScanner(settings, forbiddenTextScanner)) {
            for (Topic<?> topic : TopicCatalogue.ALL) {
                int found = scan.records(topic);
                out.printf("%-28s %s%n", settings.nameOf(topic), found == 0 ? "nothing" : found + " records hold it");
                all += found;
            }
        }
        return all;
    }
}
