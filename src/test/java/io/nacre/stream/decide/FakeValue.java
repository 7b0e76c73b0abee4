package io.nacre.stream.decide;

import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/** The value of one key, with a count of its writes. */
final class FakeValue<T> implements ValueState<T> {

    private @Nullable T value;
    int writes;

    @Override
    public @Nullable T value() {
        return value;
    }

    @Override
    public void update(@Nullable T changed) {
        value = changed;
        writes++;
    }

    @Override
    public void clear() {
        value = null;
    }
}
