package io.nacre.training.metrics;

/**
 * How far one scorer's figures can be trusted: 95 % confidence, from resampled accounts.
 *
 * @param lead how much higher the average precision of the bundle's final score is than this scorer's, on the same
 *     resamples: if 0 lies outside, the difference is more than chance
 */
public record MetricIntervals(
        Interval aucRoc,
        Interval averagePrecision,
        Interval recallAtOnePercent,
        Interval recallAtOnePerMille,
        Interval lead) {}
