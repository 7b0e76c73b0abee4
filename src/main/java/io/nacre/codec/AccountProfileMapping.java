package io.nacre.codec;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.AuthenticationData;
import io.nacre.payment.CardNumber;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Account profiles. */
final class AccountProfileMapping extends Mapping<AccountProfile, io.nacre.avro.AccountProfile> {

    AccountProfileMapping() {
        super(io.nacre.avro.AccountProfile.class);
    }

    @Override
    AccountProfile read(io.nacre.avro.AccountProfile record, RecordOrigin origin) throws Rejection {
        return new AccountProfile(
                Field.id("account_id", record.getAccountId()),
                Field.past("as_of", record.getAsOf(), origin),
                Field.place("home", record.getHome()),
                Field.country(record.getHomeCountry()),
                Field.optionalMs(record.getOpenedAt()),
                creditScore(record.getCreditScore()),
                socialSignals(record.getSocialSignals()));
    }

    @Override
    io.nacre.avro.AccountProfile write(AccountProfile value) {
        io.nacre.avro.AccountProfile record = new io.nacre.avro.AccountProfile();
        record.setAccountId(value.accountId());
        record.setAsOf(Instant.ofEpochMilli(value.asOfMs()));
        record.setHome(Parts.place(value.home()));
        record.setHomeCountry(value.homeCountry());
        record.setOpenedAt(Parts.time(value.openedAtMs()));
        record.setCreditScore(value.creditScore());
        record.setSocialSignals(value.socialSignals());
        return record;
    }

    @Override
    List<String> maskedFields(AccountProfile value) {
        return value.socialSignals().keySet().stream().anyMatch(CardNumber::isMasked)
                ? List.of("social_signals")
                : List.of();
    }

    private static @Nullable Double creditScore(@Nullable Double raw) throws Rejection {
        return raw == null ? null : (Double) Field.single("credit_score", raw);
    }

    private static Map<String, Double> socialSignals(Map<String, Double> raw) throws Rejection {
        Map<String, Double> signals = Field.sortedFor("social_signals", raw, Set.of());
        for (Map.Entry<String, Double> entry : raw.entrySet()) {
            String key = Field.text("social_signals", entry.getKey(), Field.KEY_CHARACTERS);
            if (AuthenticationData.isName(key)) {
                continue;
            }
            signals.put(key, Field.single("social_signals." + key, entry.getValue()));
        }
        return signals;
    }
}
