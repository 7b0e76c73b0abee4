package io.nacre.training.metrics;

/**
 * The 95 % confidence intervals of one scorer's metrics, from resampled accounts.
 *
 * @param lead the average precision of the final score minus that of this scorer, on the same resamples; the difference
 *     is significant if the interval excludes 0
 */
public record MetricIntervals(
        Interval aucRoc,
        Interval averagePrecision,
        Interval recallAtOnePercent,
        Interval recallAtOnePerMille,
        Interval lead) {}
