/** Ranking, calibration and cost metrics with their confidence intervals. */
@NullMarked
package io.nacre.training.metrics;

import org.jspecify.annotations.NullMarked;
