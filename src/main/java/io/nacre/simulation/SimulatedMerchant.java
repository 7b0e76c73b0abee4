package io.nacre.simulation;

import io.nacre.payment.GeoPoint;
import io.nacre.payment.Merchant;

/** A merchant of the world. */
record SimulatedMerchant(Merchant merchant, MerchantType trade, Country market, GeoPoint place) {

    static SimulatedMerchant of(long seed, int number, boolean online, Country country) {
        SeededRandom seededRandom = SeededRandom.of(seed, SeededRandom.Purpose.SHOP, number);
        MerchantType merchantType = MerchantType.any(online, seededRandom);
        GeoPoint place = country.placeInTown(seed, seededRandom);
        // What is sold by wire has no till, so no place.
        Merchant merchant = new Merchant(
                "mer-%04d".formatted(number), null, merchantType.mcc(), country.name(), online ? null : place);
        return new SimulatedMerchant(merchant, merchantType, country, place);
    }
}
