package io.nacre.codec.mapping;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.Channel;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A transaction before validation, from a row of a file instead of a topic. It is validated by the same code as a
 * record. So training uses the same value as the job, or both reject it.
 *
 * @param amountMinor in the currency's minor unit
 */
public record UnvalidatedTransaction(
        @Nullable String id,
        long eventTimeMs,
        @Nullable String accountId,
        @Nullable String cardToken,
        long amountMinor,
        String currency,
        Channel channel,
        @Nullable String ip,
        @Nullable String deviceId,
        @Nullable Merchant merchant,
        @Nullable Point payerLocation,
        @Nullable String counterpartyId,
        @Nullable String userAgent,
        @Nullable Integer failedAttempts,
        Map<String, String> attributes) {

    /** Reads the transactions of one file. Not thread-safe. */
    public static final class Reader {

        private final TransactionMapping mapping = new TransactionMapping();

        /** Validates and converts the transaction, as a record with these fields. */
        public Transaction read(UnvalidatedTransaction raw, RecordOrigin origin) throws RecordRejectedException {
            return mapping.read(raw.record(), origin);
        }
    }

    /** The merchant before validation. */
    public record Merchant(
            @Nullable String id,
            @Nullable String name,
            @Nullable String mcc,
            @Nullable String country,
            @Nullable Point location) {

        private io.nacre.avro.Merchant record() {
            io.nacre.avro.Merchant record = new io.nacre.avro.Merchant();
            record.setId(id);
            record.setName(name);
            record.setMcc(mcc);
            record.setCountry(country);
            record.setLocation(location == null ? null : location.record());
            return record;
        }
    }

    /** Degrees before validation; they may be invalid. */
    public record Point(double latitude, double longitude) {

        io.nacre.avro.GeoPoint record() {
            return new io.nacre.avro.GeoPoint(latitude, longitude);
        }
    }

    private io.nacre.avro.Transaction record() {
        io.nacre.avro.Transaction record = new io.nacre.avro.Transaction();
        record.setId(id);
        record.setEventTime(Instant.ofEpochMilli(eventTimeMs));
        record.setAccountId(accountId);
        record.setCardToken(cardToken);
        record.setAmountMinor(amountMinor);
        record.setCurrency(currency);
        record.setChannel(EnumMapping.CHANNEL.write(channel));
        record.setIp(ip);
        record.setDeviceId(deviceId);
        record.setMerchant(merchant == null ? null : merchant.record());
        record.setPayerLocation(payerLocation == null ? null : payerLocation.record());
        record.setCounterpartyId(counterpartyId);
        record.setUserAgent(userAgent);
        record.setFailedAttempts(failedAttempts);
        record.setAttributes(attributes);
        return record;
    }

    /**
     * Validates and normalises a currency code. It is needed first, because the number of minor units depends on it.
     */
    public static String currency(String raw) throws RecordRejectedException {
        return FieldValidator.currency(raw);
    }

    /** Validates the time of an event, as {@link Reader#read} does. */
    public static long time(String field, long ms, RecordOrigin origin) throws RecordRejectedException {
        return FieldValidator.time(field, ms, origin);
    }
}
