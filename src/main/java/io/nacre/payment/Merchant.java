package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The merchant a transaction pays.
 *
 * @param id as the platform knows it
 * @param mcc ISO 18245 merchant category code, four digits
 * @param country ISO 3166-1 alpha-2, upper case
 * @param location where the till stands
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
