package io.nacre.codec;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.SensitiveAuthenticationData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Account profiles. */
final class AccountProfileMapping extends AvroMapping<AccountProfile, io.nacre.avro.AccountProfile> {

    AccountProfileMapping() {
        super(io.nacre.avro.AccountProfile.class);
    }

    @Override
    AccountProfile read(io.nacre.avro.AccountProfile record, RecordOrigin origin) throws RecordRejectedException {
        return new AccountProfile(
                FieldValidator.id("account_id", record.getAccountId()),
                FieldValidator.past("as_of", record.getAsOf(), origin),
                FieldValidator.location("home", record.getHome()),
                FieldValidator.country(record.getHomeCountry()),
                FieldValidator.optionalMs(record.getOpenedAt()),
                creditScore(record.getCreditScore()),
                socialSignals(record.getSocialSignals()));
    }

    @Override
    io.nacre.avro.AccountProfile write(AccountProfile value) {
        io.nacre.avro.AccountProfile record = new io.nacre.avro.AccountProfile();
        record.setAccountId(value.accountId());
        record.setAsOf(Instant.ofEpochMilli(value.asOfMs()));
        record.setHome(SharedMappings.location(value.home()));
        record.setHomeCountry(value.homeCountry());
        record.setOpenedAt(SharedMappings.time(value.openedAtMs()));
        record.setCreditScore(value.creditScore());
        record.setSocialSignals(value.socialSignals());
        return record;
    }

    @Override
    List<String> maskedFields(AccountProfile value) {
        return value.socialSignals().keySet().stream().anyMatch(CardNumberDetector::isMasked)
                ? List.of("social_signals")
                : List.of();
    }

    private static @Nullable Double creditScore(@Nullable Double raw) throws RecordRejectedException {
        return raw == null ? null : (Double) FieldValidator.single("credit_score", raw);
    }

    private static Map<String, Double> socialSignals(Map<String, Double> raw) throws RecordRejectedException {
        Map<String, Double> signals = FieldValidator.sortedFor("social_signals", raw, Set.of());
        for (Map.Entry<String, Double> entry : raw.entrySet()) {
            String key = FieldValidator.text("social_signals", entry.getKey(), FieldValidator.KEY_CHARACTERS);
            if (SensitiveAuthenticationData.isName(key)) {
                continue;
            }
            signals.put(key, FieldValidator.single("social_signals." + key, entry.getValue()));
        }
        return signals;
    }
}
