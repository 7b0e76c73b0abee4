/** Trains and evaluates bundles from history, and writes the report. */
@NullMarked
package io.nacre.training;

import org.jspecify.annotations.NullMarked;
