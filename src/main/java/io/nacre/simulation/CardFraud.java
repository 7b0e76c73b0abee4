package io.nacre.simulation;

import io.nacre.payment.Millis;
import java.util.function.Consumer;

/** Fraud with stolen cards. */
final class CardFraud {
    private final LegitimateTraffic life;
    private final SimulatedMerchants simulatedMerchants;
    private final Population people;

    CardFraud(LegitimateTraffic life, SimulatedMerchants simulatedMerchants, Population people) {
        this.life = life;
        this.simulatedMerchants = simulatedMerchants;
        this.people = people;
    }

    void stolenCard(FraudCampaign fraudCampaign) {
        buyOnline(
                people.anyone(fraudCampaign.dice()),
                life.anyMoment(fraudCampaign.day(), fraudCampaign.dice()),
                fraudCampaign.count(),
                fraudCampaign);
    }

    void stolenCardAbroad(FraudCampaign fraudCampaign) {
        SeededRandom seededRandom = fraudCampaign.dice();
        Customer victim = people.anyone(seededRandom);
        Country country = victim.market().another(seededRandom);
        long atMs = life.moment(victim, fraudCampaign.day(), seededRandom);
        for (int i = 0; i < fraudCampaign.count(); i++) {
            SimulatedMerchant simulatedMerchant = simulatedMerchants.in(country, seededRandom);
            double euro = Math.min(
                    3_000,
                    simulatedMerchant.type().price(seededRandom) * victim.spending() * seededRandom.between(1, 4));
            fraudCampaign.out().accept(TransactionDraft.purchase(victim, atMs, euro, simulatedMerchant));
            atMs += (long) (seededRandom.logNormal(0.8, 0.9) * Millis.HOUR_MS);
        }
    }

    /** Some of the tested cards are used within days. */
    void cardTesting(FraudCampaign fraudCampaign) {
        SeededRandom seededRandom = fraudCampaign.dice();
        SimulatedMerchant simulatedMerchant = simulatedMerchants.online(seededRandom);
        String address = IpAllocation.hidden(people.anyone(seededRandom).market(), seededRandom);
        String device = seededRandom.chance(0.6) ? Customer.deviceName(seededRandom) : null;
        long atMs = life.anyMoment(fraudCampaign.day(), seededRandom);
        for (int i = 0; i < fraudCampaign.count(); i++) {
            Customer victim = people.anyone(seededRandom);
            double euro = seededRandom.chance(0.3) ? seededRandom.between(0.5, 3) : seededRandom.logNormal(6, 0.6);
            fraudCampaign
                    .out()
                    .accept(TransactionDraft.purchase(victim, atMs, euro, simulatedMerchant)
                            .from(address, device, null));
            if (seededRandom.chance(0.06)) {
                long useMs = atMs + (long) (seededRandom.between(0.2, 3) * Millis.DAY_MS);
                buyOnline(victim, useMs, 2, fraudCampaign);
            }
            atMs += (long) (seededRandom.logNormal(40, 1) * 1_000);
        }
    }

    void compromisedMerchant(FraudCampaign fraudCampaign) {
        SeededRandom seededRandom = fraudCampaign.dice();
        Customer customer = people.anyone(seededRandom);
        SimulatedMerchant simulatedMerchant =
                SimulatedMerchants.any(seededRandom.chance(0.6) ? customer.shops() : customer.webShops(), seededRandom);
        for (int i = 0; i < fraudCampaign.count(); i++) {
            Customer victim = people.customerOf(simulatedMerchant, seededRandom);
            int on = fraudCampaign.day() + seededRandom.below(21);
            double euro = Math.min(2_000, simulatedMerchant.type().price(seededRandom) * seededRandom.between(1, 2.5));
            TransactionDraft transactionDraft =
                    TransactionDraft.purchase(victim, life.moment(victim, on, seededRandom), euro, simulatedMerchant);
            String address = IpAllocation.hidden(victim.market(), seededRandom);
            fraudCampaign
                    .out()
                    .accept(
                            simulatedMerchant.type().online()
                                    ? transactionDraft.from(address, null, null)
                                    : transactionDraft);
        }
    }

    private void buyOnline(Customer victim, long fromMs, int count, FraudCampaign fraudCampaign) {
        SeededRandom seededRandom = fraudCampaign.dice();
        Consumer<TransactionDraft> out = fraudCampaign.out();
        String address = IpAllocation.hidden(victim.market(), seededRandom);
        String device = seededRandom.chance(0.75) ? Customer.deviceName(seededRandom) : null;
        long atMs = fromMs;
        for (int i = 0; i < count; i++) {
            SimulatedMerchant simulatedMerchant = seededRandom.chance(0.55)
                    ? simulatedMerchants.resold(seededRandom)
                    : simulatedMerchants.online(seededRandom);
            double euro = Math.min(
                    4_000,
                    simulatedMerchant.type().price(seededRandom) * victim.spending() * seededRandom.between(0.8, 3));
            out.accept(TransactionDraft.purchase(victim, atMs, euro, simulatedMerchant)
                    .from(address, device, null));
            atMs += (long) (seededRandom.logNormal(3, 1.3) * Millis.HOUR_MS);
        }
    }
}
