package io.nacre.training.csv;

import org.jspecify.annotations.Nullable;

/** Reads one value from a row; null if the row has none. */
@FunctionalInterface
public interface CellReader<T> {

    @Nullable
    T from(Row row);
}
