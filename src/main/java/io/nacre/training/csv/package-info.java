/** Reads transactions, labels and profiles from CSV files by a mapping. */
@NullMarked
package io.nacre.training.csv;

import org.jspecify.annotations.NullMarked;
