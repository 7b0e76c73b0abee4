package io.nacre.training;

/**
 * What mistakes and analysts cost, in the currency of the amounts; assumptions, to be replaced by one's own.
 *
 * @param reviewMinutes an analyst spends so long on a transaction that reaches the review threshold
 * @param analystHour price of an analyst's hour
 * @param friction what it costs to disturb an honest payer once
 */
public record Costs(double reviewMinutes, double analystHour, double friction) {

    public static final Costs DEFAULT = new Costs(5, 40, 2);

    public Costs {
        NetworkOptions.require(reviewMinutes >= 0, "review minutes", reviewMinutes, "0 or more");
        NetworkOptions.require(analystHour >= 0, "price of an analyst's hour", analystHour, "0 or more");
        NetworkOptions.require(friction >= 0, "friction", friction, "0 or more");
    }

    /**
     * The sum, when everything from some score on is looked at and everything below it is approved.
     *
     * @param missedMoney amount of the frauds below
     * @param alerts transactions at or above, {@code innocents} those of them that are no fraud
     */
    double of(double missedMoney, double alerts, double innocents) {
        return missedMoney + alerts * reviewMinutes / 60 * analystHour + innocents * friction;
    }
}
