/**
 * Benchmarks: each compares Nacre with an alternative in one run on one machine.
 *
 * <p>The measure is CPU time per record, because other load on a machine changes wall-clock time more than CPU time.
 * Both sides run alternately (A B B A ...) on the same data. A result is the median of the ratios of the pairs, with
 * minimum and maximum. Before the measurement, both sides are checked to give the same results.
 */
@NullMarked
package io.nacre.bench;

import org.jspecify.annotations.NullMarked;
