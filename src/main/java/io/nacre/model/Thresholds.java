package io.nacre.model;

/**
 * From which score on an analyst looks, and from which on the transaction is declined.
 *
 * @param review 0..1, at most {@code decline}
 * @param decline 0..1
 */
public record Thresholds(double review, double decline) {
    public Thresholds {
        if (!(review >= 0 && review <= decline && decline <= 1)) {
            throw new IllegalArgumentException("thresholds are not 0 <= review " + review + " <= decline " + decline
                    + " <= 1: give the review threshold the lower of the two");
        }
    }
}
