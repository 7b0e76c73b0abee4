package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the platform stores about an account, apart from its transactions.
 *
 * @param asOfMs when the profile was valid, ms since 1970; a later profile replaces an earlier one
 * @param homeCountry ISO 3166-1 alpha-2
 * @param creditScore on the platform's own scale, optional and off unless supplied
 * @param socialSignals named numbers, optional and off unless supplied
 */
public record AccountProfile(
        String accountId,
        long asOfMs,
        @Nullable GeoPoint home,
        @Nullable String homeCountry,
        @Nullable Long openedAtMs,
        @Nullable Double creditScore,
        Map<String, Double> socialSignals) {

    public AccountProfile {
        requireNonNull(accountId, "accountId is null");
        requireNonNull(socialSignals, "socialSignals is null");
    }
}
