package io.nacre.simulation;

import io.nacre.payment.Label;
import java.time.Duration;
import java.util.Locale;

/** The kinds of fraud of the world. */
enum Typology {
    /** The number of a card is used to buy online. */
    STOLEN_CARD(0.24, 5, 12, Label.Source.CHARGEBACK),
    /** A copy of the card is used at tills elsewhere. */
    COUNTERFEIT_CARD(0.14, 4, 8, Label.Source.CHARGEBACK),
    /** Somebody else logs in, and sends the money to mules. */
    ACCOUNT_TAKEOVER(0.16, 4, 2, Label.Source.VERDICT),
    /** Many stolen numbers are tried with tiny amounts at one merchant. */
    CARD_TESTING(0.16, 16, 10, Label.Source.CHARGEBACK),
    /** Somebody at a merchant charges the cards of its customers, for weeks. */
    COMPROMISED_MERCHANT(0.16, 18, 6, Label.Source.CHARGEBACK),
    /** Deceived people send money to the same new account themselves. */
    MULE_FAN_IN(0.14, 10, 3, Label.Source.VERDICT);

    private final double share;
    private final double transactions;
    private final double medianDelayDays;
    private final Label.Source source;

    /**
     * Describes a kind of fraud.
     *
     * @param share of all frauds
     * @param transactions of one crime, expected
     * @param medianDelayDays until it is known
     */
    Typology(double share, double transactions, double medianDelayDays, Label.Source source) {
        this.share = share;
        this.transactions = transactions;
        this.medianDelayDays = medianDelayDays;
        this.source = source;
    }

    /** The name that stands with a label. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Label.Source source() {
        return source;
    }

    /** How many crimes begin in a day on which this many frauds are to happen. */
    double crimes(double frauds) {
        return frauds * share / transactions;
    }

    double transactions() {
        return transactions;
    }

    long knownAfterMs(Dice dice) {
        double days = Math.min(45, dice.logNormal(medianDelayDays, 0.6));
        return (long) (days * Duration.ofDays(1).toMillis());
    }
}
