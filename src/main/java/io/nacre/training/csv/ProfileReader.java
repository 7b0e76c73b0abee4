package io.nacre.training.csv;

import io.nacre.codec.mapping.UnvalidatedProfile;
import io.nacre.codec.mapping.UnvalidatedTransaction;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.RecordOrigin;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Creates account profiles from rows, with the same checks as for records. */
final class ProfileReader {

    private final RecordOrigin origin;
    private final long asOfMs;
    private final CellReader<String> account;
    private final CellReader<UnvalidatedTransaction.Point> home;
    private final CellReader<String> homeCountry;
    private final CellReader<Long> opened;
    private final CellReader<Double> creditScore;
    private final Map<String, CellReader<Double>> socialSignals = new HashMap<>();

    /** @param origin the origin for the checks; its timestamp is the time of reading */
    ProfileReader(CsvMapping.ProfileColumns columns, CsvColumns csvColumns, RecordOrigin origin) {
        this.origin = origin;
        asOfMs = columns.asOfMs();
        account = csvColumns.id(columns.account(), "profiles.account");
        home = GeoPointReader.of(columns.home(), csvColumns, "profiles.home");
        homeCountry = csvColumns.text(columns.homeCountry(), "profiles.home-country");
        opened = csvColumns.time(columns.opened(), "profiles.opened");
        creditScore = csvColumns.number(columns.creditScore(), "profiles.credit-score");
        Objects.requireNonNull(columns.socialSignals()).forEach((name, cell) -> {
            socialSignals.put(name, csvColumns.number(cell, "profiles.social-signals." + name));
        });
    }

    AccountProfile read(Row row, SuspiciousValues warnings) {
        UnvalidatedProfile raw = new UnvalidatedProfile(
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
        } catch (RecordRejectedException e) {
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
