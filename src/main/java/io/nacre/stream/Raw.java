package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.Origin;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record as it lay on its topic, not yet read. */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode below compare the contents.
public record Raw(Origin origin, byte @Nullable [] value) {
    public Raw {
        requireNonNull(origin, "origin is null");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Raw that && origin.equals(that.origin) && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, Arrays.hashCode(value));
    }
}
