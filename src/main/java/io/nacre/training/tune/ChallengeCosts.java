package io.nacre.training.tune;

import io.nacre.training.metrics.OptionBounds;

/**
 * What a challenge costs, in the currency of the amounts. The defaults are assumptions.
 *
 * @param friction cost of a challenge to a legitimate payer who passes it
 * @param passRate share of the legitimate payers who pass it; the others are lost like a false decline
 * @param fraudPassRate share of the frauds that pass it
 * @param liability share of such a fraud that the platform bears; 0 if the issuer bears all of it
 */
public record ChallengeCosts(double friction, double passRate, double fraudPassRate, double liability) {

    public static final ChallengeCosts DEFAULT = new ChallengeCosts(0.5, 0.92, 0.05, 1);

    public ChallengeCosts {
        OptionBounds.require(friction >= 0, "cost of a challenge", friction, "0 or more");
        requireShare("pass rate of legitimate payers", passRate);
        requireShare("pass rate of frauds", fraudPassRate);
        requireShare("liability", liability);
    }

    private static void requireShare(String name, double value) {
        OptionBounds.require(value >= 0 && value <= 1, name, value, "0 to 1");
    }

    /** The cost of challenging a legitimate payer. */
    double legitimate(CostModel costModel) {
        return passRate * friction + (1 - passRate) * costModel.falseDecline();
    }

    /** The share of a fraud's amount that is lost although its payer is challenged. */
    double lostShare() {
        return fraudPassRate * liability;
    }
}
