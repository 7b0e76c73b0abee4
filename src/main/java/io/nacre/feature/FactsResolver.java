package io.nacre.feature;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.GeoPoint;
import io.nacre.payment.Merchant;
import io.nacre.payment.Transaction;
import io.nacre.reference.Countries;
import io.nacre.reference.IpDatabases;
import org.jspecify.annotations.Nullable;

/** Looks up the facts of a transaction. Training and serving use the same code. */
public final class FactsResolver implements TransactionResolver {

    private final IpDatabases ips;

    public FactsResolver(IpDatabases ips) {
        this.ips = requireNonNull(ips, "ips is null");
    }

    @Override
    public Transaction identify(Transaction transaction) {
        return PlaceholderValues.without(transaction, ips.privateAddresses());
    }

    @Override
    public Facts resolve(Transaction transaction) {
        return new Facts(ips.lookup(transaction.ip()), locationOf(transaction.merchant()), null);
    }

    /** The point of sale, else the default location of the merchant's country. */
    private static @Nullable GeoPoint locationOf(@Nullable Merchant merchant) {
        if (merchant == null) {
            return null;
        }
        GeoPoint till = merchant.location();
        if (till != null && !till.isPlaceholder()) {
            return till;
        }
        String country = merchant.country();
        return country == null ? null : Countries.locationOf(country);
    }
}
