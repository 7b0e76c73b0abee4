/** Measurement of benchmarks: costs, pairs, ratios, and the result file and page. */
@NullMarked
package io.nacre.bench.measure;

import org.jspecify.annotations.NullMarked;
