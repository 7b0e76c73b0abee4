package io.nacre.training;

import org.jspecify.annotations.Nullable;

/** Takes one value from a row; null where the row has none. */
@FunctionalInterface
interface CellReader<T> {

    @Nullable
    T from(Row row);
}
