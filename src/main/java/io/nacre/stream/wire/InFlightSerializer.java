package io.nacre.stream.wire;

import org.jspecify.annotations.Nullable;

/**
 * Base class of serializers for records in flight. All serializers of one class are equal. Another version of the job
 * never reads their bytes.
 */
public abstract class InFlightSerializer<T> extends CopyingTypeSerializer<T> {

    private static final long serialVersionUID = 1;

    @Override
    @SuppressWarnings("EqualsGetClass") // Each class is the serializer of one type.
    public final boolean equals(@Nullable Object other) {
        return other != null && other.getClass() == getClass();
    }

    @Override
    public final int hashCode() {
        return getClass().hashCode();
    }
}
