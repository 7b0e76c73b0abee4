package io.nacre.simulation;

import io.nacre.payment.LifecycleEvent.DeclineReason;
import io.nacre.payment.Millis;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Fraud with stolen cards. */
final class CardFraud {
    /** Median time until the victim notices the payments and blocks the card. */
    private static final double BLOCKED_AFTER_HOURS = 20;

    /** Share of the tested cards that are used, if they are valid. */
    private static final double USED_SHARE = 0.5;

    /** Subnets from which a script guesses card numbers. */
    private static final int SUBNETS = 3;

    /** Share of the guessed numbers that belong to a customer of the platform; guests pay with the others. */
    private static final double CUSTOMERS_CARDS = 0.5;

    /** A script changes its device after about so many attempts. */
    private static final double ATTEMPTS_PER_DEVICE = 3;

    private static final int MAX_GUESTS = 128;

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
        long blockedMs = blockedMs(atMs, fraudCampaign);
        for (int i = 0; i < fraudCampaign.count(); i++) {
            SimulatedMerchant simulatedMerchant = simulatedMerchants.in(country, seededRandom);
            double euro = Math.min(
                    3_000,
                    simulatedMerchant.type().price(seededRandom) * victim.spending() * seededRandom.between(1, 4));
            fraudCampaign
                    .out()
                    .accept(TransactionDraft.purchase(victim, atMs, euro, simulatedMerchant)
                            .with(atMs < blockedMs ? LifecycleRates.STOLEN_CARD_IN_SHOP : LifecycleRates.BLOCKED_CARD));
            atMs += (long) (seededRandom.logNormal(0.8, 0.9) * Millis.HOUR_MS);
        }
    }

    /** Many of the valid cards are used within days. */
    void cardTesting(FraudCampaign fraudCampaign) {
        SeededRandom seededRandom = fraudCampaign.dice();
        SimulatedMerchant simulatedMerchant = simulatedMerchants.online(seededRandom);
        String address = IpAllocation.hidden(people.anyone(seededRandom).market(), seededRandom);
        String device = seededRandom.chance(0.6) ? Customer.deviceName(seededRandom) : null;
        long atMs = life.anyMoment(fraudCampaign.day(), seededRandom);
        for (int i = 0; i < fraudCampaign.count(); i++) {
            Customer victim = people.anyone(seededRandom);
            DeclineReason answer = LifecycleRates.TESTED_CARD.answer(fraudCampaign.lifecycleDice());
            double euro = seededRandom.chance(0.3) ? seededRandom.between(0.5, 3) : seededRandom.logNormal(6, 0.6);
            fraudCampaign
                    .out()
                    .accept(TransactionDraft.purchase(victim, atMs, euro, simulatedMerchant)
                            .from(address, device, null)
                            .with(LifecycleRates.TESTED_CARD.answered(answer)));
            if (answer == null && fraudCampaign.lifecycleDice().chance(USED_SHARE)) {
                long useMs = atMs + (long) (seededRandom.between(0.2, 3) * Millis.DAY_MS);
                buyOnline(victim, useMs, 2, fraudCampaign);
            }
            atMs += (long) (seededRandom.logNormal(40, 1) * 1_000);
        }
    }

    /**
     * Guesses that hit a customer's card have the customer's account; for others the merchant opens an account. The
     * script sells the few cards that it finds.
     */
    void enumeration(FraudCampaign fraudCampaign) {
        SeededRandom seededRandom = fraudCampaign.dice();
        SimulatedMerchant simulatedMerchant = simulatedMerchants.online(seededRandom);
        Country issuer = Country.ofCustomer(seededRandom);
        List<String> subnets = subnets(issuer, seededRandom);
        String device = Customer.deviceName(seededRandom);
        double price = seededRandom.logNormal(6, 0.6);
        long atMs = life.anyMoment(fraudCampaign.day(), seededRandom);
        for (int i = 0; i < Math.min(fraudCampaign.count(), MAX_GUESTS); i++) {
            Customer payer = seededRandom.chance(CUSTOMERS_CARDS)
                    ? people.anyoneIn(issuer, seededRandom)
                    : people.guest(fraudCampaign.day(), fraudCampaign.number() * MAX_GUESTS + i, atMs);
            device = seededRandom.chance(1 / ATTEMPTS_PER_DEVICE) ? Customer.deviceName(seededRandom) : device;
            String address = IpAllocation.addressIn(subnets.get(seededRandom.below(subnets.size())), seededRandom);
            DeclineReason answer = LifecycleRates.GUESSED_CARD.answer(fraudCampaign.lifecycleDice());
            fraudCampaign
                    .out()
                    .accept(TransactionDraft.purchase(payer, atMs, price, simulatedMerchant)
                            .from(address, device, null)
                            .with(LifecycleRates.GUESSED_CARD.answered(answer)));
            atMs += (long) (seededRandom.logNormal(4, 1) * 1_000);
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
            TransactionDraft transactionDraft = TransactionDraft.purchase(
                            victim, life.moment(victim, on, seededRandom), euro, simulatedMerchant)
                    .with(LifecycleRates.COMPROMISED_MERCHANT);
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
        long blockedMs = blockedMs(fromMs, fraudCampaign);
        for (int i = 0; i < count; i++) {
            SimulatedMerchant simulatedMerchant = seededRandom.chance(0.55)
                    ? simulatedMerchants.resold(seededRandom)
                    : simulatedMerchants.online(seededRandom);
            double euro = Math.min(
                    4_000,
                    simulatedMerchant.type().price(seededRandom) * victim.spending() * seededRandom.between(0.8, 3));
            out.accept(TransactionDraft.purchase(victim, atMs, euro, simulatedMerchant)
                    .from(address, device, null)
                    .with(atMs < blockedMs ? LifecycleRates.STOLEN_CARD : LifecycleRates.BLOCKED_CARD));
            atMs += (long) (seededRandom.logNormal(3, 1.3) * Millis.HOUR_MS);
        }
    }

    private static long blockedMs(long fromMs, FraudCampaign fraudCampaign) {
        double hours = fraudCampaign.lifecycleDice().logNormal(BLOCKED_AFTER_HOURS, 0.8);
        return fromMs + (long) (hours * Millis.HOUR_MS);
    }

    private static List<String> subnets(Country near, SeededRandom seededRandom) {
        List<String> subnets = new ArrayList<>();
        for (int i = 0; i < SUBNETS; i++) {
            Country country = seededRandom.chance(0.5) ? near : Country.any(seededRandom);
            subnets.add(IpAllocation.subnet(country, seededRandom));
        }
        return subnets;
    }
}
