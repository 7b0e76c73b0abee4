package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * An output of the job with the record that caused it. The output record has the origin as a header. So reconciliation
 * also covers outputs whose own fields name no input.
 *
 * @param origin null if a timer caused the output, such as the closing of an idle incident
 */
public record WithOrigin<T>(T value, @Nullable RecordOrigin origin) {
    public WithOrigin {
        requireNonNull(value, "value is null");
    }
}
