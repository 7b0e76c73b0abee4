package io.nacre.console.store;

import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** How far the topics have been read into the store. */
public final class TopicProgress {

    private TopicProgress() {}

    /** The next offset of each partition of a topic, of those that were read. */
    public static Map<Integer, Long> nextOffsets(Handle handle, String topic) {
        Map<Integer, Long> offsets = new TreeMap<>();
        handle.createQuery("SELECT topic_partition, next_offset FROM topic_progress WHERE topic = :topic")
                .bind("topic", topic)
                .map((row, context) -> Map.entry(row.getInt("topic_partition"), row.getLong("next_offset")))
                .forEach(next -> offsets.put(next.getKey(), next.getValue()));
        return offsets;
    }

    /** The ids of the topics that were read, by name. */
    public static Map<String, String> topicIds(Handle handle) {
        Map<String, String> ids = new TreeMap<>();
        handle.createQuery("SELECT DISTINCT topic, topic_id FROM topic_progress")
                .map((row, context) -> Map.entry(row.getString("topic"), row.getString("topic_id")))
                .forEach(id -> ids.put(id.getKey(), id.getValue()));
        return ids;
    }

    static void set(Handle handle, String topic, String topicId, int partition, long nextOffset) {
        handle.createUpdate("""
                        INSERT INTO topic_progress (topic, topic_partition, topic_id, next_offset)
                        VALUES (:topic, :partition, :id, :next)
                        ON CONFLICT (topic, topic_partition) DO UPDATE SET topic_id = excluded.topic_id,
                          next_offset = excluded.next_offset""")
                .bind("topic", topic)
                .bind("partition", partition)
                .bind("id", topicId)
                .bind("next", nextOffset)
                .execute();
    }
}
