package io.nacre.simulation;

import io.nacre.payment.Millis;

/** Fraud by account holders with their own account, device and IP address. */
final class FirstPartyFraud {
    /** Days in which the purchases of a refund abuse are made. */
    private static final int ABUSE_DAYS = 35;

    private final LegitimateTraffic life;
    private final SimulatedMerchants simulatedMerchants;
    private final Population people;

    FirstPartyFraud(LegitimateTraffic life, SimulatedMerchants simulatedMerchants, Population people) {
        this.life = life;
        this.simulatedMerchants = simulatedMerchants;
        this.people = people;
    }

    void bustOut(FraudCampaign fraudCampaign) {
        SeededRandom seededRandom = fraudCampaign.dice();
        Customer customer = people.anyone(seededRandom);
        long atMs = life.moment(customer, fraudCampaign.day(), seededRandom);
        for (int i = 0; i < fraudCampaign.count(); i++) {
            SimulatedMerchant simulatedMerchant = switch (seededRandom.weighted(0.4, 0.35, 0.25)) {
                case 0 -> simulatedMerchants.in(customer.market(), seededRandom);
                case 1 -> simulatedMerchants.resold(seededRandom);
                default -> SimulatedMerchants.any(customer.webShops(), seededRandom);
            };
            double euro = Math.min(
                    4_000,
                    simulatedMerchant.type().price(seededRandom) * customer.spending() * seededRandom.between(1, 4));
            fraudCampaign
                    .out()
                    .accept(own(TransactionDraft.purchase(customer, atMs, euro, simulatedMerchant), seededRandom)
                            .with(LifecycleRates.bustOut((double) i / fraudCampaign.count())));
            atMs += (long) (seededRandom.logNormal(4, 1) * Millis.HOUR_MS);
        }
    }

    void friendlyFraud(FraudCampaign fraudCampaign) {
        SeededRandom seededRandom = fraudCampaign.dice();
        Customer customer = people.disputer(seededRandom);
        for (int i = 0; i < fraudCampaign.count(); i++) {
            SimulatedMerchant simulatedMerchant = seededRandom.chance(0.6)
                    ? SimulatedMerchants.any(customer.webShops(), seededRandom)
                    : simulatedMerchants.online(seededRandom);
            double euro = Math.min(
                    1_500,
                    simulatedMerchant.type().price(seededRandom) * customer.spending() * seededRandom.between(0.8, 2));
            long atMs = life.moment(customer, fraudCampaign.day() + seededRandom.below(10), seededRandom);
            fraudCampaign
                    .out()
                    .accept(own(TransactionDraft.purchase(customer, atMs, euro, simulatedMerchant), seededRandom)
                            .with(LifecycleRates.DISPUTED_SALE));
        }
    }

    /** Ordinary purchases at ordinary prices, for weeks. */
    void refundAbuse(FraudCampaign fraudCampaign) {
        SeededRandom seededRandom = fraudCampaign.dice();
        Customer customer = people.anyone(seededRandom);
        for (int i = 0; i < fraudCampaign.count(); i++) {
            SimulatedMerchant simulatedMerchant = simulatedMerchants.delivering(seededRandom);
            double euro = Math.min(1_500, simulatedMerchant.type().price(seededRandom) * customer.spending());
            long atMs = life.moment(customer, fraudCampaign.day() + seededRandom.below(ABUSE_DAYS), seededRandom);
            fraudCampaign
                    .out()
                    .accept(own(TransactionDraft.purchase(customer, atMs, euro, simulatedMerchant), seededRandom)
                            .with(LifecycleRates.CLAIMED_REFUND));
        }
    }

    private TransactionDraft own(TransactionDraft transactionDraft, SeededRandom seededRandom) {
        boolean online = transactionDraft.shop() != null
                && transactionDraft.shop().type().online();
        return online
                ? life.ownDevice(transactionDraft, life.dayOf(transactionDraft.atMs()), seededRandom)
                : transactionDraft;
    }
}
