package io.nacre.kafka.client;

import io.nacre.codec.DecodeResult;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.payment.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * A record as a command sees it.
 *
 * @param source the input that caused it, as {@link SourceHeader} says; null where it does not say
 */
public record TopicRecord<T>(RecordOrigin origin, @Nullable String source, DecodeResult<T> decoded) {}
