package io.nacre.chaos;

/**
 * The load of a run.
 *
 * @param perSecond payments per second
 * @param parallelism of the job
 */
record Pace(double perSecond, int parallelism) {}
