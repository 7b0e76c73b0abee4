package io.nacre.codec.mapping;

import io.nacre.avro.Origin;
import io.nacre.avro.binary.CachedText;
import io.nacre.avro.binary.NestedRecordWriter;
import io.nacre.avro.binary.RecordCompletion;
import io.nacre.payment.RecordOrigin;
import org.jspecify.annotations.Nullable;

/** Writes the origin of a record. It encodes a topic's name and id only when they change. Not thread-safe. */
final class RecordOriginWriter implements NestedRecordWriter<RecordOrigin, Origin.TopicField> {

    private final CachedText topic = new CachedText();
    private final CachedText topicId = new CachedText();

    @Override
    public RecordCompletion write(RecordOrigin value, Origin.TopicField record) {
        @Nullable String id = value.topicId();
        return record.topic(topic.encode(value.topic()))
                .partition(value.partition())
                .offset(value.offset())
                .timestamp(value.timestampMs())
                .topicId(id == null ? null : topicId.encode(id));
    }
}
