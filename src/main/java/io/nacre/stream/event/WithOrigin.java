package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * What the job writes, with the record that caused it: the topic's record carries it as a header, so that accounting
 * closes for what names no input in its own fields, too.
 *
 * @param origin null where no record caused it, but time: an incident to which nothing was added
 */
public record WithOrigin<T>(T value, @Nullable RecordOrigin origin) {
    public WithOrigin {
        requireNonNull(value, "value is null");
    }
}
