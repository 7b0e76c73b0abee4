package io.nacre.simulation;

import io.nacre.payment.Label;
import java.time.Duration;
import java.util.Locale;

/** The kinds of fraud in the simulated world. Labels use their names with hyphens. */
public enum FraudTypology {
    /** A stolen card number is used for online purchases. */
    STOLEN_CARD(0.16, 5, 12, Label.Source.CHARGEBACK),
    /** A stolen or copied card is used in shops of another country. */
    STOLEN_CARD_ABROAD(0.11, 4, 8, Label.Source.CHARGEBACK),
    /** A fraudster logs in to an account, and sends the money to mule accounts. */
    ACCOUNT_TAKEOVER(0.13, 4, 2, Label.Source.VERDICT),
    /** Many stolen card numbers are tested with small amounts at one merchant; the valid ones are used. */
    CARD_TESTING(0.12, 16, 10, Label.Source.CHARGEBACK),
    /** An employee of a merchant charges the cards of its customers, for weeks. */
    COMPROMISED_MERCHANT(0.11, 18, 6, Label.Source.CHARGEBACK),
    /** Deceived customers send money to a mule account, which forwards it. */
    MULE_RING(0.1, 14, 3, Label.Source.VERDICT),
    /** A customer with a good history spends all available money within days and disappears. */
    BUST_OUT(0.06, 9, 30, Label.Source.VERDICT),
    /** A customer disputes genuine purchases; only the account's behaviour shows it. */
    FRIENDLY_FRAUD(0.05, 2, 35, Label.Source.CHARGEBACK),
    /** A script opens accounts and buys immediately. */
    BOT_SIGNUP(0.05, 8, 9, Label.Source.CHARGEBACK),
    /** A customer buys and claims refunds again and again; only the refunds among the sales show it. */
    REFUND_ABUSE(0.05, 9, 20, Label.Source.VERDICT),
    /**
     * A script guesses the card numbers of one issuer at one merchant, through few subnets; nearly all are declined.
     */
    ENUMERATION(0.06, 20, 5, Label.Source.CHARGEBACK);

    /** Card schemes accept no later dispute. */
    private static final double LATEST_DAYS = 110;

    private final double share;
    private final double transactions;
    private final double medianDelayDays;
    private final Label.Source source;

    /**
     * Creates a kind of fraud.
     *
     * @param share default share of all frauds
     * @param transactions expected number per campaign
     * @param medianDelayDays median number of days until the label
     */
    FraudTypology(double share, double transactions, double medianDelayDays, Label.Source source) {
        this.share = share;
        this.transactions = transactions;
        this.medianDelayDays = medianDelayDays;
        this.source = source;
    }

    /** The name in a label, such as "card-testing". */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Label.Source source() {
        return source;
    }

    double share() {
        return share;
    }

    double transactions() {
        return transactions;
    }

    long knownAfterMs(SeededRandom seededRandom) {
        double days = Math.min(LATEST_DAYS, seededRandom.logNormal(medianDelayDays, 0.6));
        return (long) (days * Duration.ofDays(1).toMillis());
    }
}
