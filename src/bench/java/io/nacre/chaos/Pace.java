package io.nacre.chaos;

/**
 * How much goes on.
 *
 * @param perSecond payments a second
 * @param parallelism of the job
 */
record Pace(double perSecond, int parallelism) {}
