package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The merchant of a transaction.
 *
 * @param id the platform's id of the merchant
 * @param mcc ISO 18245 merchant category code, four digits
 * @param country ISO 3166-1 alpha-2, upper case
 * @param location the location of the terminal
 */
public record Merchant(
        String id,
        @Nullable String name,
        @Nullable String mcc,
        @Nullable String country,
        @Nullable GeoPoint location) {
    public Merchant {
        requireNonNull(id, "id is null");
    }
}
