package io.nacre.console.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.console.access.ConsoleSession;
import io.nacre.console.audit.AuditVerifier;
import io.nacre.console.audit.ChainReport;
import io.nacre.decision.investigation.AuditEntry;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The latest entries of the audit log, and whether the log was changed. */
final class AuditEndpoint {

    private static final int SHOWN = 200;

    private static final Comparator<AuditEntry> OLDEST_FIRST = Comparator.comparingLong(AuditEntry::atMs)
            .thenComparing(AuditEntry::consoleId)
            .thenComparingLong(AuditEntry::sequence);

    private final KafkaSettings kafka;
    private final AuditRecorder audit;

    AuditEndpoint(KafkaSettings kafka, AuditRecorder audit) {
        this.kafka = kafka;
        this.audit = audit;
    }

    void list(ConsoleSession user, Context context) {
        String given = text(context, "subject");
        String subject = given == null ? null : SessionView.of(context).resolve(given);
        String actor = text(context, "actor");
        audit.record(user, "read", subject, "audit log" + (actor == null ? "" : " of " + actor));
        Responses.json(context, read(subject, actor));
    }

    /** One read at a time, because each reads the whole topic: only then the chain can be verified. */
    private synchronized ObjectNode read(@Nullable String subject, @Nullable String actor) {
        AuditVerifier verifier = new AuditVerifier();
        PriorityQueue<AuditEntry> latest = new PriorityQueue<>(OLDEST_FIRST);
        long unreadable;
        try (TopicReader<AuditEntry> reader = new TopicReader<>(kafka, TopicCatalogue.AUDIT)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<AuditEntry> read) {
                    AuditEntry entry = read.value();
                    verifier.add(entry);
                    if ((subject == null || subject.equals(entry.subject()))
                            && (actor == null || actor.equals(entry.actor()))) {
                        latest.add(entry);
                        if (latest.size() > SHOWN) {
                            latest.remove();
                        }
                    }
                }
            });
            unreadable = reader.unreadable();
        }
        List<AuditEntry> sorted = new ArrayList<>(latest);
        sorted.sort(OLDEST_FIRST.reversed());
        List<ChainReport> reports = verifier.reports(Map.of());
        ObjectNode json = ConsoleJson.object();
        json.set(
                "entries",
                ConsoleJson.array(sorted.stream().map(AuditEndpoint::entry).toList()));
        json.set(
                "chain",
                ConsoleJson.object()
                        .put("valid", unreadable == 0 && reports.stream().allMatch(ChainReport::isValid))
                        .put(
                                "checked",
                                reports.stream()
                                        .mapToLong(ChainReport::entryCount)
                                        .sum()));
        return json;
    }

    private static ObjectNode entry(AuditEntry entry) {
        return ConsoleJson.object()
                .put("sequence", entry.sequence())
                .put("at", ConsoleJson.time(entry.atMs()))
                .put("actor", entry.actor())
                .put("action", entry.action())
                .put("subject", entry.subject())
                .put("detail", entry.detail())
                .put("console_id", entry.consoleId());
    }

    private static @Nullable String text(Context context, String name) {
        String value = context.queryParam(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
