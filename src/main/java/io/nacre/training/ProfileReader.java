package io.nacre.training;

import io.nacre.codec.RawProfile;
import io.nacre.codec.RawTransaction;
import io.nacre.codec.Rejection;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.RecordOrigin;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Makes account profiles of rows, by the rules of records. */
final class ProfileReader {

    private final RecordOrigin origin;
    private final long asOfMs;
    private final Take<String> account;
    private final Take<RawTransaction.Point> home;
    private final Take<String> homeCountry;
    private final Take<Long> opened;
    private final Take<Double> creditScore;
    private final Map<String, Take<Double>> socialSignals = new HashMap<>();

    /** @param origin stands for that of records: its timestamp is the moment of reading */
    ProfileReader(Mapping.ProfileColumns columns, Header header, RecordOrigin origin) {
        this.origin = origin;
        asOfMs = columns.asOfMs();
        account = header.id(columns.account(), "profiles.account");
        home = PlaceReader.of(columns.home(), header, "profiles.home");
        homeCountry = header.text(columns.homeCountry(), "profiles.home-country");
        opened = header.time(columns.opened(), "profiles.opened");
        creditScore = header.number(columns.creditScore(), "profiles.credit-score");
        Objects.requireNonNull(columns.socialSignals()).forEach((name, cell) -> {
            socialSignals.put(name, header.number(cell, "profiles.social-signals." + name));
        });
    }

    AccountProfile read(Row row, ColumnWarnings warnings) {
        RawProfile raw = new RawProfile(
                account.from(row),
                asOfMs,
                home.from(row),
                homeCountry.from(row),
                opened.from(row),
                creditScore.from(row),
                signals(row));
        try {
            AccountProfile profile = raw.read(origin);
            warnings.dropped(
                    "profiles.home-country", raw.homeCountry(), profile.homeCountry(), "a country of two letters");
            return profile;
        } catch (Rejection e) {
            throw BadRowException.of(e, "profiles.", "");
        }
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
