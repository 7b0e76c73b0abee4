package io.nacre.training.csv;

import org.jspecify.annotations.Nullable;

/** Takes one value from a row; null where the row has none. */
@FunctionalInterface
public interface CellReader<T> {

    @Nullable
    T from(Row row);
}
