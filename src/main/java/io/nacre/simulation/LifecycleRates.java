package io.nacre.simulation;

import io.nacre.payment.LifecycleEvent.DeclineReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often transactions of one kind are challenged, declined by the issuer, reversed and refunded.
 *
 * @param challenged share of transactions with a challenge
 * @param failed share of challenges that the payer fails
 * @param abandoned share of challenges that the payer does not finish
 * @param declined share of authorisation requests that the issuer declines
 * @param reasons relative frequency of each reason to decline
 * @param reversed share of authorisations that are reversed before capture
 * @param refunded share of captured transactions that are refunded
 */
record LifecycleRates(
        double challenged,
        double failed,
        double abandoned,
        double declined,
        Map<DeclineReason, Double> reasons,
        double reversed,
        double refunded) {

    /** Nobody fails a challenge in a shop, and a PIN or a chip leaves few other reasons to decline. */
    static final LifecycleRates SHOP = new LifecycleRates(
            0,
            0,
            0,
            0.012,
            Map.of(
                    DeclineReason.INSUFFICIENT_FUNDS, 0.6,
                    DeclineReason.RESTRICTED, 0.2,
                    DeclineReason.TECHNICAL, 0.15,
                    DeclineReason.OTHER, 0.05),
            0.003,
            0);

    /**
     * Of all card payments 5 to 10 % are declined, of which about 40 % for lack of funds (Checkout.com and EBANX, pages
     * on declined cards). That includes fraud and recurring payments, so customers who are present get less. A quarter
     * of the payments is challenged: European law requires it, with many exemptions. Netcetera (2021) counted 85 %
     * passed, when the rule was new.
     */
    static final LifecycleRates ONLINE = new LifecycleRates(
            0.25,
            0.02,
            0.06,
            0.03,
            Map.of(
                    DeclineReason.INSUFFICIENT_FUNDS, 0.45,
                    DeclineReason.RESTRICTED, 0.22,
                    DeclineReason.TECHNICAL, 0.15,
                    DeclineReason.INVALID_CREDENTIALS, 0.08,
                    DeclineReason.SUSPECTED_FRAUD, 0.05,
                    DeclineReason.OTHER, 0.05),
            0.01,
            0);

    /** Banks challenge transfers to new payees; the payer is logged in, so few give up. */
    static final LifecycleRates TRANSFER = new LifecycleRates(0.15, 0.01, 0.02, 0, Map.of(), 0, 0);

    /** Most payments with stolen cards pass at first; a challenge stops those who do not have the victim's phone. */
    static final LifecycleRates STOLEN_CARD = new LifecycleRates(
            0.25,
            0.35,
            0.45,
            0.2,
            Map.of(
                    DeclineReason.SUSPECTED_FRAUD, 0.45,
                    DeclineReason.INVALID_CREDENTIALS, 0.25,
                    DeclineReason.INSUFFICIENT_FUNDS, 0.2,
                    DeclineReason.RESTRICTED, 0.1),
            0.01,
            0.01);

    /** A stolen or copied card at a terminal, where nobody is challenged. */
    static final LifecycleRates STOLEN_CARD_IN_SHOP = STOLEN_CARD.withoutChallenge();

    /** The victim has blocked the card; the rest passes because the merchant does not ask the issuer. */
    static final LifecycleRates BLOCKED_CARD = new LifecycleRates(
            0, 0, 0, 0.96, Map.of(DeclineReason.SUSPECTED_FRAUD, 0.9, DeclineReason.RESTRICTED, 0.1), 0, 0);

    /** Some fraudsters have taken over the phone number too, so half of the challenges are passed. */
    static final LifecycleRates TAKEN_OVER_ACCOUNT = new LifecycleRates(
            0.35,
            0.25,
            0.25,
            0.08,
            Map.of(DeclineReason.SUSPECTED_FRAUD, 0.5, DeclineReason.INSUFFICIENT_FUNDS, 0.5),
            0,
            0);

    /** The merchant charges the cards itself, so nobody is challenged. */
    static final LifecycleRates COMPROMISED_MERCHANT = new LifecycleRates(
            0, 0, 0, 0.06, Map.of(DeclineReason.SUSPECTED_FRAUD, 0.5, DeclineReason.INSUFFICIENT_FUNDS, 0.5), 0, 0);

    /** The customer buys, receives and keeps the goods, and disputes the sale afterwards. */
    static final LifecycleRates DISPUTED_SALE = new LifecycleRates(0.25, 0, 0, 0, Map.of(), 0, 0);

    /** The customer claims that the goods did not arrive or sends back something else; most merchants pay. */
    static final LifecycleRates CLAIMED_REFUND = new LifecycleRates(
            0.25,
            0.01,
            0.02,
            0.02,
            Map.of(DeclineReason.INSUFFICIENT_FUNDS, 0.7, DeclineReason.TECHNICAL, 0.3),
            0,
            0.9);

    /** Most tested cards were blocked or replaced long ago, or are sold with a wrong security code. */
    static final LifecycleRates TESTED_CARD = new LifecycleRates(
            0,
            0,
            0,
            0.87,
            Map.of(
                    DeclineReason.INVALID_CREDENTIALS, 0.88,
                    DeclineReason.SUSPECTED_FRAUD, 0.09,
                    DeclineReason.INSUFFICIENT_FUNDS, 0.03),
            0.3,
            0);

    /** Hardly any guessed card number exists with that expiry date and security code. */
    static final LifecycleRates GUESSED_CARD = new LifecycleRates(
            0,
            0,
            0,
            0.97,
            Map.of(
                    DeclineReason.INVALID_CREDENTIALS, 0.95,
                    DeclineReason.SUSPECTED_FRAUD, 0.03,
                    DeclineReason.TECHNICAL, 0.02),
            0.3,
            0);

    /** The share of declined transactions when a bust-out ends. */
    private static final double LIMIT_REACHED = 0.7;

    /** The part of a bust-out after which the limit comes near. */
    private static final double LIMIT_NEAR = 0.5;

    /** A bust-out, of which this part has been spent: at its end the limit is reached. */
    static LifecycleRates bustOut(double part) {
        double declined = 0.02 + LIMIT_REACHED * Math.max(0, part - LIMIT_NEAR) / (1 - LIMIT_NEAR);
        return new LifecycleRates(
                0.25,
                0,
                0.02,
                declined,
                Map.of(DeclineReason.INSUFFICIENT_FUNDS, 0.75, DeclineReason.RESTRICTED, 0.25),
                0,
                0);
    }

    LifecycleRates withRefunded(double share) {
        return new LifecycleRates(challenged, failed, abandoned, declined, reasons, reversed, share);
    }

    LifecycleRates withoutChallenge() {
        return new LifecycleRates(0, 0, 0, declined, reasons, reversed, refunded);
    }

    /** The same, once the issuer's answer is known: its reason to decline, or null if it authorises. */
    LifecycleRates answered(@Nullable DeclineReason reason) {
        return reason == null
                ? new LifecycleRates(0, 0, 0, 0, Map.of(), reversed, refunded)
                : new LifecycleRates(0, 0, 0, 1, Map.of(reason, 1.0), 0, 0);
    }

    /** The issuer's reason to decline; null if it authorises. */
    @Nullable
    DeclineReason answer(SeededRandom seededRandom) {
        if (!seededRandom.chance(declined)) {
            return null;
        }
        DeclineReason[] all = DeclineReason.values();
        double[] weights = new double[all.length];
        for (int i = 0; i < all.length; i++) {
            weights[i] = reasons.getOrDefault(all[i], 0.0);
        }
        return all[seededRandom.weighted(weights)];
    }
}
