package io.nacre.app.analyst;

import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.investigation.AuditEntry;
import io.nacre.decision.investigation.InvestigationRecord;
import io.nacre.decision.investigation.InvestigationRecord.Assignment;
import io.nacre.decision.investigation.InvestigationRecord.Note;
import io.nacre.decision.investigation.InvestigationRecord.SavedView;
import io.nacre.kafka.admin.Tombstones;
import io.nacre.kafka.admin.TopicRewriter;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Erases an account from what analysts recorded, and from the content of the audit log. */
final class InvestigationErasure {

    private final KafkaSettings settings;
    private final ErasureRequest request;
    private final AccountIdFinder mention;
    private final Runnable each;

    /** @param each is run after each record that was read */
    InvestigationErasure(KafkaSettings settings, ErasureRequest request, Runnable each) {
        this.settings = settings;
        this.request = request;
        this.mention = new AccountIdFinder(request.accountId());
        this.each = each;
    }

    /**
     * Writes tombstones for the account's assignments and notes. A note on another account, or a view, that names the
     * account gets a version without its id.
     */
    void removeRecords() {
        Map<String, InvestigationRecord> current = new LinkedHashMap<>();
        TopicRecords.each(settings, TopicCatalogue.INVESTIGATIONS, record -> {
            each.run();
            current.merge(record.key(), record, (old, other) -> other.version() >= old.version() ? other : old);
        });
        List<String> tombstones = new ArrayList<>();
        try (TopicWriter<InvestigationRecord> writer = new TopicWriter<>(settings, TopicCatalogue.INVESTIGATIONS)) {
            for (InvestigationRecord record : current.values()) {
                if (record.recordedAtMs() > request.requestedAtMs()) {
                    continue;
                }
                InvestigationRecord.Content without = without(record.content());
                if (without == null) {
                    tombstones.add(record.key());
                } else if (!without.equals(record.content())) {
                    writer.write(new InvestigationRecord(
                            record.version() + 1, request.actor(), request.requestedAtMs(), record.deleted(), without));
                }
            }
        }
        Tombstones.write(settings, Map.of(TopicCatalogue.INVESTIGATIONS, tombstones));
    }

    /** The content without the account; null if it is only about the account. */
    private InvestigationRecord.@Nullable Content without(InvestigationRecord.Content content) {
        if (content instanceof Note note) {
            return note.accountId().equals(request.accountId())
                    ? null
                    : new Note(note.noteId(), note.incidentId(), note.accountId(), mention.replaced(note.text()));
        }
        if (content instanceof SavedView view && !mention.isIn(view.name())) {
            return new SavedView(view.owner(), view.name(), mention.replaced(view.query()), view.isDefault());
        }
        return content instanceof Assignment assignment
                        && !assignment.accountId().equals(request.accountId())
                ? assignment
                : null;
    }

    /**
     * Replaces entries that name the account by entries without content. Copies that an interruption left are removed.
     */
    void removeAuditContent() {
        Set<AuditEntry> seen = new HashSet<>();
        TopicRewriter.changed(settings, TopicCatalogue.AUDIT, entry -> 0, entry -> {
            each.run();
            boolean names = entry.atMs() <= request.requestedAtMs()
                    && (mention.isIn(entry.subject()) || mention.isIn(entry.detail()));
            AuditEntry changed = names ? entry.erased() : entry;
            return seen.add(entry.erased()) ? changed : null;
        });
    }
}
