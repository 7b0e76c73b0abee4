package io.nacre.simulation;

import io.nacre.payment.Millis;

/** Fraud with accounts: takeovers, mule accounts, and fraudulent sign-ups. */
final class AccountFraud {
    /** Maximum number of accounts that one script opens at once. */
    private static final int MAX_BOTS = 64;

    private final LegitimateTraffic life;
    private final SimulatedMerchants simulatedMerchants;
    private final Population people;

    AccountFraud(LegitimateTraffic life, SimulatedMerchants simulatedMerchants, Population people) {
        this.life = life;
        this.simulatedMerchants = simulatedMerchants;
        this.people = people;
    }

    void takeover(FraudCampaign fraudCampaign) {
        SeededRandom seededRandom = fraudCampaign.dice();
        Customer victim = people.anyone(seededRandom);
        String address = IpAllocation.hidden(victim.market(), seededRandom);
        String device = seededRandom.chance(0.85)
                ? Customer.deviceName(seededRandom)
                : life.device(victim, fraudCampaign.day());
        long atMs = life.anyMoment(fraudCampaign.day(), seededRandom);
        for (int i = 0; i < fraudCampaign.count(); i++) {
            double euro = Math.min(6_000, seededRandom.logNormal(350, 0.9) * victim.spending());
            TransactionDraft transactionDraft = seededRandom.chance(0.75)
                    ? TransactionDraft.transfer(
                            victim, atMs, euro, people.mule(seededRandom).id())
                    : TransactionDraft.purchase(victim, atMs, euro, simulatedMerchants.resold(seededRandom));
            fraudCampaign
                    .out()
                    .accept(transactionDraft.from(address, device, null).with(LifecycleRates.TAKEN_OVER_ACCOUNT));
            atMs += (long) (seededRandom.logNormal(0.4, 1) * Millis.HOUR_MS);
        }
    }

    /**
     * The victims use their own devices, so only the payee is unusual. The mule forwards part of the money hours later.
     */
    void muleRing(FraudCampaign fraudCampaign) {
        SeededRandom seededRandom = fraudCampaign.dice();
        Customer mule = people.mule(seededRandom);
        for (int i = 0; i < fraudCampaign.count(); i++) {
            Customer victim = people.anyone(seededRandom);
            int on = fraudCampaign.day() + seededRandom.below(4);
            long atMs = life.moment(victim, on, seededRandom);
            double euro = Math.min(8_000, seededRandom.logNormal(420, 0.8) * victim.spending());
            if (seededRandom.chance(0.6)) {
                TransactionDraft in = TransactionDraft.transfer(victim, atMs, euro, mule.id());
                fraudCampaign.out().accept(life.ownDevice(in, on, seededRandom));
            } else {
                long laterMs = atMs + (long) (seededRandom.logNormal(2, 1) * Millis.HOUR_MS);
                fraudCampaign
                        .out()
                        .accept(life.ownDevice(
                                passedOn(mule, laterMs, euro, seededRandom), life.dayOf(laterMs), seededRandom));
            }
        }
    }

    /** Few IP addresses and devices, and many accounts that buy soon after they were opened. */
    void botSignup(FraudCampaign fraudCampaign) {
        SeededRandom seededRandom = fraudCampaign.dice();
        String address = IpAllocation.hidden(Country.any(seededRandom), seededRandom);
        String device = Customer.deviceName(seededRandom);
        long openedMs = life.anyMoment(fraudCampaign.day(), seededRandom);
        Customer bot = people.bot(fraudCampaign.day(), fraudCampaign.number() * MAX_BOTS, openedMs);
        for (int i = 0; i < Math.min(fraudCampaign.count(), MAX_BOTS); i++) {
            if (i > 0 && seededRandom.chance(0.75)) {
                openedMs += (long) (seededRandom.logNormal(3, 1) * Millis.MINUTE_MS);
                bot = people.bot(fraudCampaign.day(), fraudCampaign.number() * MAX_BOTS + i, openedMs);
                address = seededRandom.chance(0.8) ? address : IpAllocation.hidden(bot.market(), seededRandom);
                device = seededRandom.chance(0.8) ? device : Customer.deviceName(seededRandom);
            }
            long atMs = openedMs + (long) (seededRandom.logNormal(4, 1.2) * Millis.MINUTE_MS);
            SimulatedMerchant simulatedMerchant = seededRandom.chance(0.5)
                    ? simulatedMerchants.resold(seededRandom)
                    : simulatedMerchants.online(seededRandom);
            double euro = Math.min(
                    1_000,
                    simulatedMerchant.type().price(seededRandom) * bot.spending() * seededRandom.between(0.7, 1.5));
            fraudCampaign
                    .out()
                    .accept(TransactionDraft.purchase(bot, atMs, euro, simulatedMerchant)
                            .from(address, device, null)
                            .with(LifecycleRates.STOLEN_CARD));
        }
    }

    private TransactionDraft passedOn(Customer mule, long atMs, double euro, SeededRandom seededRandom) {
        double part = euro * seededRandom.between(0.4, 0.95);
        return seededRandom.chance(0.6)
                ? TransactionDraft.transfer(
                        mule, atMs, part, people.mule(seededRandom).id())
                : TransactionDraft.purchase(mule, atMs, part, simulatedMerchants.resold(seededRandom));
    }
}
