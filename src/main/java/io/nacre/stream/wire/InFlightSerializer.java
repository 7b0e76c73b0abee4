package io.nacre.stream.wire;

import org.jspecify.annotations.Nullable;

/** A serializer of an edge: any two of one class are the same. Its bytes never outlive the program. */
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
