package io.nacre.training.tune;

import io.nacre.training.metrics.OptionBounds;

/**
 * The costs of errors and reviews, in the currency of the amounts. The defaults are assumptions.
 *
 * @param reviewMinutes an analyst's time for a review
 * @param analystHour cost of an analyst's hour
 * @param friction cost of a false alert that is reviewed
 * @param falseDecline cost of a false decline: the sale, the call, the customer
 */
public record CostModel(double reviewMinutes, double analystHour, double friction, double falseDecline) {

    public static final CostModel DEFAULT = new CostModel(5, 40, 2, 25);

    public CostModel {
        OptionBounds.require(reviewMinutes >= 0, "review minutes", reviewMinutes, "0 or more");
        OptionBounds.require(analystHour >= 0, "cost of an analyst's hour", analystHour, "0 or more");
        OptionBounds.require(friction >= 0, "friction", friction, "0 or more");
        OptionBounds.require(falseDecline >= 0, "cost of a false decline", falseDecline, "0 or more");
    }

    /**
     * The total cost if everything from a score on is reviewed and everything below it is approved.
     *
     * @param missedMoney amount of the frauds below the score
     * @param alerts transactions at or above the score, {@code falsePositives} the legitimate ones among them
     */
    double of(double missedMoney, double alerts, double falsePositives) {
        return of(missedMoney, alerts, falsePositives, 0);
    }

    /**
     * The total cost if some transactions are declined without a review.
     *
     * @param missedMoney amount of the frauds that are approved
     * @param reviewed reviewed transactions, {@code falsePositives} the legitimate ones among them
     * @param declined legitimate transactions that are declined
     */
    double of(double missedMoney, double reviewed, double falsePositives, double declined) {
        return missedMoney + work(reviewed) + falsePositives * friction + declined * falseDecline;
    }

    /** The cost of so many reviews. */
    double work(double reviewed) {
        return reviewed * reviewMinutes / 60 * analystHour;
    }
}
