package io.nacre.simulation;

import io.nacre.payment.Label;
import java.time.Duration;
import java.util.Locale;

/** The kinds of fraud of the world. Their names, as a label bears them, are written with hyphens. */
public enum FraudTypology {
    /** The number of a card is used to buy online. */
    STOLEN_CARD(0.18, 5, 12, Label.Source.CHARGEBACK),
    /** A card, or its copy, is used at tills of another country. */
    STOLEN_CARD_ABROAD(0.12, 4, 8, Label.Source.CHARGEBACK),
    /** Somebody else logs in, and sends the money to mules. */
    ACCOUNT_TAKEOVER(0.14, 4, 2, Label.Source.VERDICT),
    /** Many stolen numbers are tried with small amounts at one merchant. */
    CARD_TESTING(0.13, 16, 10, Label.Source.CHARGEBACK),
    /** Somebody at a merchant charges the cards of its customers, for weeks. */
    COMPROMISED_MERCHANT(0.13, 18, 6, Label.Source.CHARGEBACK),
    /** Deceived people send money to the same account themselves, and it passes on what it gets. */
    MULE_RING(0.11, 14, 3, Label.Source.VERDICT),
    /** Somebody of good standing spends all there is within days, and is gone. */
    BUST_OUT(0.07, 9, 30, Label.Source.VERDICT),
    /** Somebody disputes what was bought in earnest; nothing but the habit tells. */
    FRIENDLY_FRAUD(0.06, 2, 35, Label.Source.CHARGEBACK),
    /** A script opens accounts and buys at once. */
    BOT_SIGNUP(0.06, 8, 9, Label.Source.CHARGEBACK);

    /** Schemes take no dispute later than this. */
    private static final double LATEST_DAYS = 110;

    private final double share;
    private final double transactions;
    private final double medianDelayDays;
    private final Label.Source source;

    /**
     * Describes a kind of fraud.
     *
     * @param share of all frauds, unless asked otherwise
     * @param transactions of one crime, expected
     * @param medianDelayDays until it is known
     */
    FraudTypology(double share, double transactions, double medianDelayDays, Label.Source source) {
        this.share = share;
        this.transactions = transactions;
        this.medianDelayDays = medianDelayDays;
        this.source = source;
    }

    /** The name that stands with a label: "card-testing". */
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
