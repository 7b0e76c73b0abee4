package io.nacre.simulation;

import io.nacre.payment.GeoPoint;
import io.nacre.payment.Merchant;

/** A merchant of the simulated world. */
record SimulatedMerchant(Merchant merchant, MerchantType type, Country market, GeoPoint place) {

    static SimulatedMerchant of(long seed, int number, boolean online, Country country) {
        SeededRandom seededRandom = SeededRandom.of(seed, SeededRandom.Purpose.SHOP, number);
        MerchantType merchantType = MerchantType.any(online, seededRandom);
        GeoPoint place = country.locationInTown(seed, seededRandom);
        // Online merchants have no terminal location.
        Merchant merchant = new Merchant(
                "mer-%04d".formatted(number), null, merchantType.mcc(), country.name(), online ? null : place);
        return new SimulatedMerchant(merchant, merchantType, country, place);
    }
}
