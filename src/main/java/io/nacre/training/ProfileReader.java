package io.nacre.training;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Makes account profiles of rows. */
final class ProfileReader {

    private final long asOfMs;
    private final Take<String> account;
    private final Take<Place> home;
    private final Take<String> homeCountry;
    private final Take<Long> opened;
    private final Take<Double> creditScore;
    private final Map<String, Take<Double>> socialSignals = new HashMap<>();

    ProfileReader(Mapping.ProfileColumns columns, Header header) {
        asOfMs = columns.asOfMs();
        account = header.required(columns.account(), "profiles.account");
        home = PlaceReader.of(columns.home(), header, "profiles.home");
        homeCountry = header.text(columns.homeCountry(), "profiles.home-country");
        opened = header.time(columns.opened(), "profiles.opened");
        creditScore = header.number(columns.creditScore(), "profiles.credit-score");
        Objects.requireNonNull(columns.socialSignals()).forEach((name, cell) -> {
            socialSignals.put(name, header.number(cell, "profiles.social-signals." + name));
        });
    }

    AccountProfile read(Row row) {
        return new AccountProfile(
                Objects.requireNonNull(account.from(row)),
                asOfMs,
                home.from(row),
                homeCountry.from(row),
                opened.from(row),
                creditScore.from(row),
                signals(row));
    }

    private Map<String, Double> signals(Row row) {
        Map<String, Double> signals = new HashMap<>();
        socialSignals.forEach((name, cell) -> {
            Double value = cell.from(row);
            if (value != null) {
                signals.put(name, value);
            }
        });
        return Map.copyOf(signals);
    }
}
