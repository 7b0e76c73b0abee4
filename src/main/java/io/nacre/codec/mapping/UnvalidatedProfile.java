package io.nacre.codec.mapping;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An account profile before validation; see {@link UnvalidatedTransaction}. */
public record UnvalidatedProfile(
        @Nullable String accountId,
        long asOfMs,
        UnvalidatedTransaction.@Nullable Point home,
        @Nullable String homeCountry,
        @Nullable Long openedAtMs,
        @Nullable Double creditScore,
        Map<String, Double> socialSignals) {

    private static final AccountProfileMapping MAPPING = new AccountProfileMapping();

    /** Validates and converts the profile, as a record with these fields. */
    public AccountProfile read(RecordOrigin origin) throws RecordRejectedException {
        io.nacre.avro.AccountProfile record = new io.nacre.avro.AccountProfile();
        record.setAccountId(accountId);
        record.setAsOf(Instant.ofEpochMilli(asOfMs));
        record.setHome(home == null ? null : home.record());
        record.setHomeCountry(homeCountry);
        record.setOpenedAt(SharedMappings.time(openedAtMs));
        record.setCreditScore(creditScore);
        record.setSocialSignals(socialSignals);
        return MAPPING.read(record, origin);
    }
}
