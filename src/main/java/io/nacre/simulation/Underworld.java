package io.nacre.simulation;

import java.util.function.Consumer;

/** The fraudsters: every day some crimes begin, and go on for hours or weeks. */
final class Underworld {

    private final long seed;
    private final double frauds;
    private final FraudMix mix;
    private final CardCrimes cards;
    private final AccountCrimes accounts;
    private final OwnCrimes own;

    /** @param frauds expected on the first day; more as there are more accounts */
    Underworld(long seed, double frauds, FraudMix mix, DailyLife life, Shops shops, Population people) {
        this.seed = seed;
        this.frauds = frauds;
        this.mix = mix;
        cards = new CardCrimes(life, shops, people);
        accounts = new AccountCrimes(life, shops, people);
        own = new OwnCrimes(life, shops, people);
    }

    /** Everything that comes of the crimes that begin on this day. */
    void begin(int day, Consumer<Draft> out) {
        for (Typology typology : Typology.values()) {
            Dice dice = Dice.of(seed, Dice.Purpose.CRIME, typology.name().hashCode(), day);
            double expected = frauds * Population.growth(day) * mix.share(typology, day);
            int crimes = dice.poisson(expected / typology.transactions());
            for (int i = 0; i < crimes; i++) {
                int count = 1 + dice.poisson(typology.transactions() - 1);
                commit(typology, new Crime(day, i, count, dice, draft -> out.accept(draft.by(typology, dice))));
            }
        }
    }

    private void commit(Typology typology, Crime crime) {
        switch (typology) {
            case STOLEN_CARD -> cards.stolenCard(crime);
            case STOLEN_CARD_ABROAD -> cards.stolenCardAbroad(crime);
            case ACCOUNT_TAKEOVER -> accounts.takeover(crime);
            case CARD_TESTING -> cards.cardTesting(crime);
            case COMPROMISED_MERCHANT -> cards.compromisedMerchant(crime);
            case MULE_RING -> accounts.muleRing(crime);
            case BUST_OUT -> own.bustOut(crime);
            case FRIENDLY_FRAUD -> own.friendlyFraud(crime);
            case BOT_SIGNUP -> accounts.botSignup(crime);
        }
    }
}
