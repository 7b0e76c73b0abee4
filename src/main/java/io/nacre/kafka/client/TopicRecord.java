package io.nacre.kafka.client;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.payment.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic, decoded for a command.
 *
 * @param source the origin of its input, see {@link SourceHeader}; null without the header
 */
public record TopicRecord<T>(RecordOrigin origin, @Nullable String source, DecodeResult<T> decoded) {}
