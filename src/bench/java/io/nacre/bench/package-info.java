/**
 * Benchmarks: each compares Nacre with another way to do the same, in one run on one machine.
 *
 * <p>What counts is CPU time for each record, because a machine that does other things, too, stretches the clock and
 * not the work. Both sides run in turn (A B B A ...) on the same data; a result is the median of the ratios of the
 * pairs, with the least and the greatest of them. Before anything is measured, both sides show that they compute the
 * same.
 */
@NullMarked
package io.nacre.bench;

import org.jspecify.annotations.NullMarked;
