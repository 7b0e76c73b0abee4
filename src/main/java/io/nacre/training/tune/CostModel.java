package io.nacre.training.tune;

import io.nacre.training.metrics.OptionBounds;

/**
 * What mistakes and analysts cost, in the currency of the amounts; assumptions, to be replaced by one's own.
 *
 * @param reviewMinutes an analyst spends so long on a transaction that reaches the review threshold
 * @param analystHour price of an analyst's hour
 * @param friction what it costs to disturb an honest payer once by a look
 * @param falseDecline what it costs to decline an honest payment: the sale, the call, the customer
 */
public record CostModel(double reviewMinutes, double analystHour, double friction, double falseDecline) {

    public static final CostModel DEFAULT = new CostModel(5, 40, 2, 25);

    public CostModel {
        OptionBounds.require(reviewMinutes >= 0, "review minutes", reviewMinutes, "0 or more");
        OptionBounds.require(analystHour >= 0, "price of an analyst's hour", analystHour, "0 or more");
        OptionBounds.require(friction >= 0, "friction", friction, "0 or more");
        OptionBounds.require(falseDecline >= 0, "price of a false decline", falseDecline, "0 or more");
    }

    /**
     * The sum, when everything from some score on is looked at and everything below it is approved.
     *
     * @param missedMoney amount of the frauds below
     * @param alerts transactions at or above, {@code innocents} those of them that are no fraud
     */
    double of(double missedMoney, double alerts, double innocents) {
        return of(missedMoney, alerts, innocents, 0);
    }

    /**
     * The sum, when something is declined without a look as well.
     *
     * @param missedMoney amount of the frauds that are approved
     * @param looked transactions that are looked at, {@code innocents} those of them that are no fraud
     * @param declined honest transactions that are declined
     */
    double of(double missedMoney, double looked, double innocents, double declined) {
        return missedMoney + work(looked) + innocents * friction + declined * falseDecline;
    }

    /** What analysts cost for so many looks. */
    double work(double looked) {
        return looked * reviewMinutes / 60 * analystHour;
    }
}
