package io.nacre.simulation;

import java.util.function.Consumer;

/** Starts fraud campaigns every day; each lasts hours or weeks. */
final class FraudCampaignScheduler {

    private final long seed;
    private final double frauds;
    private final FraudMix mix;
    private final CardFraud cards;
    private final AccountFraud accounts;
    private final FirstPartyFraud own;

    /** @param frauds expected number on the first day; grows with the number of accounts */
    FraudCampaignScheduler(
            long seed,
            double frauds,
            FraudMix mix,
            LegitimateTraffic life,
            SimulatedMerchants simulatedMerchants,
            Population people) {
        this.seed = seed;
        this.frauds = frauds;
        this.mix = mix;
        cards = new CardFraud(life, simulatedMerchants, people);
        accounts = new AccountFraud(life, simulatedMerchants, people);
        own = new FirstPartyFraud(life, simulatedMerchants, people);
    }

    /** All transactions of the campaigns that start on this day. */
    void begin(int day, Consumer<TransactionDraft> out) {
        for (FraudTypology fraudTypology : FraudTypology.values()) {
            SeededRandom seededRandom = SeededRandom.of(
                    seed, SeededRandom.Purpose.CRIME, fraudTypology.name().hashCode(), day);
            double expected = frauds * Population.growth(day) * mix.share(fraudTypology, day);
            int crimes = seededRandom.poisson(expected / fraudTypology.transactions());
            for (int i = 0; i < crimes; i++) {
                int count = 1 + seededRandom.poisson(fraudTypology.transactions() - 1);
                commit(
                        fraudTypology,
                        new FraudCampaign(
                                day,
                                i,
                                count,
                                seededRandom,
                                SeededRandom.of(
                                        seed,
                                        SeededRandom.Purpose.LIFECYCLE,
                                        fraudTypology.name().hashCode(),
                                        day,
                                        i),
                                transactionDraft -> out.accept(transactionDraft.by(fraudTypology, seededRandom))));
            }
        }
    }

    private void commit(FraudTypology fraudTypology, FraudCampaign fraudCampaign) {
        switch (fraudTypology) {
            case STOLEN_CARD -> cards.stolenCard(fraudCampaign);
            case STOLEN_CARD_ABROAD -> cards.stolenCardAbroad(fraudCampaign);
            case ACCOUNT_TAKEOVER -> accounts.takeover(fraudCampaign);
            case CARD_TESTING -> cards.cardTesting(fraudCampaign);
            case COMPROMISED_MERCHANT -> cards.compromisedMerchant(fraudCampaign);
            case MULE_RING -> accounts.muleRing(fraudCampaign);
            case BUST_OUT -> own.bustOut(fraudCampaign);
            case FRIENDLY_FRAUD -> own.friendlyFraud(fraudCampaign);
            case BOT_SIGNUP -> accounts.botSignup(fraudCampaign);
            case REFUND_ABUSE -> own.refundAbuse(fraudCampaign);
            case ENUMERATION -> cards.enumeration(fraudCampaign);
        }
    }
}
