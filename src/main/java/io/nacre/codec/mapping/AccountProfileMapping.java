package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.SensitiveAuthenticationData;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Account profiles. */
public final class AccountProfileMapping extends AvroMapping<AccountProfile, io.nacre.avro.AccountProfile> {

    public AccountProfileMapping() {
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
    public AvroBodyWriter<AccountProfile> writer(AvroBodyEncoder out) {
        io.nacre.avro.AccountProfile.Encoder record = new io.nacre.avro.AccountProfile.Encoder(out);
        return value -> record.accountId(value.accountId())
                .asOf(value.asOfMs())
                .home(value.home(), SharedMappings::location)
                .homeCountry(value.homeCountry())
                .openedAt(value.openedAtMs())
                .creditScore(value.creditScore())
                .socialSignals(value.socialSignals());
    }

    @Override
    public List<String> maskedFields(AccountProfile value) {
        return value.socialSignals().keySet().stream().anyMatch(CardNumberDetector::isMasked)
                ? List.of("social_signals")
                : List.of();
    }

    private static @Nullable Double creditScore(@Nullable Double raw) throws RecordRejectedException {
        return raw == null ? null : (Double) FieldValidator.single("credit_score", raw);
    }

    private static Map<String, Double> socialSignals(Map<String, Double> raw) throws RecordRejectedException {
        FieldValidator.entries("social_signals", raw.size());
        Map<String, Double> signals = new TreeMap<>();
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
